package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Free text: summaries, translations, answers from a passage. Parameters, all optional: {@code language} (zh or en), {@code min}
 * and {@code max} (characters of Chinese, words of English), {@code all} (groups of alternatives, one of each must be there),
 * {@code none} (words that must not be there), {@code like} and {@code chrf} (a reference and the least overlap with it).
 */
final class TextGrader implements Grader {

    /** A Chinese text may name things in Latin letters, an English one may quote a Chinese name. */
    private static final double LEAST_HAN_IN_CHINESE = 0.5;

    private static final double MOST_HAN_IN_ENGLISH = 0.1;

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        String text = Words.normal(answer);
        String language = rule.path("language").asString("");
        if (!isIn(language, text)) {
            return Optional.of(Failure.LANGUAGE);
        }
        boolean chinese = language.isEmpty() ? Words.shareOfHan(text) >= LEAST_HAN_IN_CHINESE : language.equals("zh");
        int length = chinese ? text.replace(" ", "").length() : text.split(" ").length;
        if (length < rule.path("min").asInt(0) || length > rule.path("max").asInt(Integer.MAX_VALUE)) {
            return Optional.of(Failure.LENGTH);
        }
        if (Words.holdsAny(text, rule.path("none"))) {
            return Optional.of(Failure.FORBIDDEN);
        }
        if (!rule.path("all").valueStream().allMatch(group -> Words.holdsAny(text, group))) {
            return Optional.of(Failure.INCOMPLETE);
        }
        if (rule.has("like")
                && Chrf.score(text, Words.normal(rule.path("like").asString()))
                        < rule.path("chrf").asDouble()) {
            return Optional.of(Failure.WRONG);
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return rule.path("like").asStringOpt();
    }

    private static boolean isIn(String language, String text) {
        return switch (language) {
            case "zh" -> Words.shareOfHan(text) >= LEAST_HAN_IN_CHINESE;
            case "en" -> Words.shareOfHan(text) <= MOST_HAN_IN_ENGLISH;
            default -> true;
        };
    }
}
