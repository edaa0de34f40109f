package org.liaoyuan.server.assistant.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.Fence;
import org.liaoyuan.server.assistant.proof.Links;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model said of a document, as it is kept. INVARIANT: plain text on one line, bounded, without addresses, markup or characters
 * that can't be seen, whatever the document made the model say.
 */
record DigestText(String summary, List<String> questions) {

    static final int MOST_OF_SUMMARY = 600;
    static final int MOST_OF_QUESTION = 150;
    static final int QUESTIONS = 3;

    private static final JsonMapper JSON = new JsonMapper();

    /** Empty where it is no summary with three questions. */
    static Optional<DigestText> of(String answer, Language language) {
        int start = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            JsonNode said = JSON.readTree(answer.substring(start, end + 1));
            String summary = plain(said.path("summary").asString(""), MOST_OF_SUMMARY, language);
            List<String> questions = new ArrayList<>();
            for (JsonNode question : said.path("questions")) {
                String plain = plain(question.asString(""), MOST_OF_QUESTION, language);
                if (!plain.isEmpty() && !questions.contains(plain)) {
                    questions.add(plain);
                }
            }
            return summary.isEmpty() || questions.size() < QUESTIONS
                    ? Optional.empty()
                    : Optional.of(new DigestText(summary, List.copyOf(questions.subList(0, QUESTIONS))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Marks go first: what stands in code is no link, and would stay; and what is one only without them is looked for once more. Of
     * brackets the gap in a host that {@link Links} names is left.
     */
    static String plain(String text, int most, Language language) {
        String bare = Fence.clean(text)
                .replaceAll("<[^<>]{0,200}>", " ")
                .replaceAll("(?m)^\\s*#+\\s", "")
                .replaceAll("[`~*|<>{}\\\\]", "");
        String open = Links.only(List.of(), bare, language).replaceAll("\\[(?!\\.])|(?<!\\[\\.)]", "");
        String line =
                Links.only(List.of(), open, language).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }
}
