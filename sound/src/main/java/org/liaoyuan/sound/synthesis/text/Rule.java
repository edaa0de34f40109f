package org.liaoyuan.sound.synthesis.text;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written so is read so.
 *
 * @param reading of a match; what it returns is not looked at by the same rule again
 */
record Rule(Pattern written, Function<MatchResult, String> reading) {

    static Rule of(String written, Function<MatchResult, String> reading) {
        return new Rule(Pattern.compile(written), reading);
    }

    static Rule of(String written, String reading) {
        return new Rule(Pattern.compile(written), match -> reading);
    }

    String apply(String text) {
        return written.matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(reading.apply(match)));
    }

    static String applyAll(List<Rule> rules, String text) {
        String read = text;
        for (Rule rule : rules) {
            read = rule.apply(read);
        }
        return read;
    }

    /** A group, or nothing if it did not take part. */
    static String group(MatchResult match, int group) {
        @Nullable String matched = match.group(group);
        return matched == null ? "" : matched;
    }
}
