package org.liaoyuan.server.assistant.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.proof.PlainText;
import org.liaoyuan.server.assistant.proof.Support;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model found in passages. INVARIANT: each item shares words with the passage that it names, or with another that it was shown,
 * and then names that one; who and until stand in the passages letter for letter. Everything else is dropped, whatever the model, or the
 * recording by way of it, would have said.
 */
final class Found {

    /** The least share of an item's words that stand in the passage that it names. */
    static final double LEAST = 0.3;

    /** Where the model named another passage: a number may be wrong, but then the words must be right. */
    static final double LEAST_ELSEWHERE = 0.5;

    /** From this share on two items say the same. */
    private static final double SAME = 0.8;

    private static final int LEAST_LETTERS = 4;
    private static final int MOST_TEXT = 160;
    private static final int MOST_NAME = 40;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Support SUPPORT = new Support("");

    private Found() {}

    /** In the order of their kinds; none where it is no such answer. */
    static List<Item> in(String answer, List<Passage> shown, Language language) {
        int start = answer.indexOf('{');
        int end = answer.lastIndexOf('}');
        if (start < 0 || end < start) {
            return List.of();
        }
        String said = answer.substring(start, end + 1);
        // one that was cut off at the end of the context counts as far as its last whole item
        JsonNode lists = json(said).or(() -> json(said + "]}")).orElse(JSON.nullNode());
        List<Item> items = new ArrayList<>();
        for (Item.Kind kind : Item.Kind.values()) {
            for (JsonNode each : lists.path(kind.field)) {
                item(kind, each, shown, language).ifPresent(items::add);
            }
        }
        return distinct(items);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Item> item(Item.Kind kind, JsonNode said, List<Passage> shown, Language language) {
        String text = PlainText.of(said.path("text").asString(""), MOST_TEXT, language);
        int number = said.path("passage").asInt(0);
        Optional<Passage> passage = says(text) ? where(text, number, shown) : Optional.empty();
        return passage.map(there -> new Item(
                kind,
                text,
                named(said.path("who").asString(""), shown, language),
                named(said.path("until").asString(""), shown, language),
                there));
    }

    /** A number or a mark says nothing by itself. */
    private static boolean says(String text) {
        return text.codePoints().filter(Character::isLetter).count() >= LEAST_LETTERS;
    }

    private static Optional<Passage> where(String text, int number, List<Passage> shown) {
        if (number >= 1 && number <= shown.size() && share(text, shown.get(number - 1)) >= LEAST) {
            return Optional.of(shown.get(number - 1));
        }
        Passage best = null;
        for (Passage passage : shown) {
            if (share(text, passage) >= LEAST_ELSEWHERE && (best == null || share(text, passage) > share(text, best))) {
                best = passage;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double share(String text, Passage passage) {
        return SUPPORT.of(text, passage.text());
    }

    /** A name, or a time, that nobody said is none. */
    private static String named(String said, List<Passage> shown, Language language) {
        String name = PlainText.of(said, MOST_NAME, language);
        String small = name.toLowerCase(Locale.ROOT);
        boolean there = shown.stream()
                .anyMatch(passage -> passage.text().toLowerCase(Locale.ROOT).contains(small));
        return there && name.codePoints().anyMatch(Character::isLetterOrDigit) ? name : "";
    }

    /** Of those of a kind that say the same the first. */
    static List<Item> distinct(List<Item> all) {
        List<Item> kept = new ArrayList<>();
        for (Item item : all) {
            boolean known = kept.stream()
                    .filter(other -> other.kind() == item.kind())
                    .anyMatch(other -> SUPPORT.of(item.text(), other.text()) >= SAME);
            if (!known) {
                kept.add(item);
            }
        }
        return kept;
    }
}
