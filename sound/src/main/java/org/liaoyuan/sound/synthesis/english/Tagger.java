package org.liaoyuan.sound.synthesis.english;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verb or noun, by the words around: rules for what is said differently (to record, a record; I read, I have read), no more.
 */
final class Tagger {

    private static final Set<String> DETERMINERS = Set.of(
            "the", "a", "an", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their", "some",
            "any", "no", "every", "each", "another", "which", "what", "whose", "first", "second", "last", "next", "new",
            "same", "other", "own");
    private static final Set<String> BEFORE_VERBS = Set.of(
            "to",
            "will",
            "would",
            "can",
            "could",
            "shall",
            "should",
            "may",
            "might",
            "must",
            "do",
            "does",
            "did",
            "don't",
            "doesn't",
            "didn't",
            "won't",
            "can't",
            "cannot",
            "couldn't",
            "wouldn't",
            "shouldn't",
            "let's",
            "please",
            "i'll",
            "you'll",
            "we'll",
            "they'll",
            "he'll",
            "she'll",
            "it'll",
            "i",
            "you",
            "we",
            "they",
            "who",
            "people",
            "and",
            "then");
    private static final Set<String> HAVE = Set.of(
            "have", "has", "had", "having", "i've", "you've", "we've", "they've", "haven't", "hasn't", "hadn't", "i'd");
    private static final Set<String> BE = Set.of(
            "is", "are", "was", "were", "be", "been", "being", "am", "it's", "that's", "i'm", "you're", "we're",
            "they're", "he's", "she's", "too", "very", "so");
    private static final Set<String> PREPOSITIONS = Set.of(
            "of", "in", "on", "for", "with", "by", "from", "at", "without", "into", "as", "per", "between", "under");
    private static final Set<String> SKIPPED = Set.of(
            "not", "never", "always", "often", "also", "just", "already", "only", "even", "still", "ever", "now");
    private static final Set<String> THIRD = Set.of("he", "she", "it");
    private static final Set<String> PAST_TIMES = Set.of("yesterday", "ago", "last", "earlier");
    private static final Set<String> OBJECTS = Set.of("it", "me", "him", "her", "us", "them", "you");
    private static final Set<String> METAL_BEFORE = Set.of("of", "molten");
    private static final Set<String> METAL_AFTER =
            Set.of("pipe", "pipes", "paint", "poisoning", "acid", "battery", "batteries", "ore");

    private Tagger() {}

    /** @param words of a clause, as they are written */
    static Tag tag(List<String> words, int at) {
        String written = words.get(at);
        String word = written.toLowerCase(Locale.ROOT);
        String next = at + 1 < words.size() ? words.get(at + 1).toLowerCase(Locale.ROOT) : "";
        if (word.equals("a")) {
            return written.equals("A") && at > 0 || next.isEmpty() ? Tag.NOUN : Tag.DETERMINER;
        }
        if (word.equals("that")) {
            return isPointing(words, at, next) ? Tag.DETERMINER : Tag.OTHER;
        }
        if (word.length() > 1 && Pronouncer.isUpper(written) && Character.isLetter(written.charAt(0))) {
            return Tag.NAME;
        }
        return of(before(words, at), word, next, words);
    }

    /** What the dictionary does not tell apart; null if nothing. */
    static @Nullable String irregular(List<String> words, int at) {
        if (!words.get(at).equalsIgnoreCase("lead")) {
            return null;
        }
        String before = at > 0 ? words.get(at - 1).toLowerCase(Locale.ROOT) : "";
        String after = at + 1 < words.size() ? words.get(at + 1).toLowerCase(Locale.ROOT) : "";
        boolean metal = METAL_AFTER.contains(after) || METAL_BEFORE.contains(before) && after.isEmpty();
        return metal ? "lˈɛd" : null;
    }

    private static Tag of(String before, String word, String next, List<String> words) {
        if (HAVE.contains(before)) {
            return Tag.PARTICIPLE;
        }
        if (BE.contains(before)) {
            return word.equals("read") ? Tag.PARTICIPLE : Tag.ADJECTIVE;
        }
        if (BEFORE_VERBS.contains(before)) {
            boolean past = word.equals("read")
                    && !before.equals("to")
                    && words.stream().anyMatch(w -> PAST_TIMES.contains(w.toLowerCase(Locale.ROOT)));
            return past ? Tag.PAST : Tag.VERB;
        }
        if (THIRD.contains(before)) {
            return word.equals("read") ? Tag.PAST : Tag.VERB;
        }
        if (DETERMINERS.contains(before) || PREPOSITIONS.contains(before)) {
            return isContent(next) ? Tag.ADJECTIVE : Tag.NOUN;
        }
        if (DETERMINERS.contains(next) || OBJECTS.contains(next)) {
            return Tag.VERB;
        }
        return Tag.NOUN;
    }

    /** The word before, adverbs passed over; empty at the beginning. */
    private static String before(List<String> words, int at) {
        for (int i = at - 1; i >= 0; i--) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            if (!SKIPPED.contains(word) && !(word.endsWith("ly") && word.length() > 4)) {
                return word;
            }
        }
        return "";
    }

    /** "That is it", "all that": not "the book that I read". */
    private static boolean isPointing(List<String> words, int at, String next) {
        boolean first = at == 0 && (BE.contains(next) || next.equals("would") || next.equals("will"));
        boolean after = at > 0 && (PREPOSITIONS.contains(words.get(at - 1).toLowerCase(Locale.ROOT)));
        return first || after || next.isEmpty();
    }

    private static boolean isContent(String word) {
        return !word.isEmpty()
                && !DETERMINERS.contains(word)
                && !PREPOSITIONS.contains(word)
                && !BE.contains(word)
                && !HAVE.contains(word)
                && !BEFORE_VERBS.contains(word)
                && !OBJECTS.contains(word)
                && !SKIPPED.contains(word);
    }
}
