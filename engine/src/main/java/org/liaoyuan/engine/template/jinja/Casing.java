package org.liaoyuan.engine.template.jinja;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Upper and lower case, character by character. */
final class Casing {

    private Casing() {}

    @FunctionalInterface
    private interface Change {

        String of(String character, boolean afterLetter, boolean first);
    }

    static Text upper(Text text) {
        return change(text, (c, after, first) -> c.toUpperCase(Locale.ROOT));
    }

    static Text lower(Text text) {
        return change(text, (c, after, first) -> c.toLowerCase(Locale.ROOT));
    }

    static Text title(Text text) {
        return change(text, (c, after, first) -> after ? c.toLowerCase(Locale.ROOT) : c.toUpperCase(Locale.ROOT));
    }

    /** Jinja's filter, which begins words behind blanks and brackets only. */
    static Text titleWords(Text text) {
        StringBuilder before = new StringBuilder(" ");
        return change(text, (c, after, first) -> {
            boolean begins = Kind.isBlank(before.charAt(0)) || "-({[<".indexOf(before.charAt(0)) >= 0;
            before.setLength(0);
            before.append(c);
            return begins ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT);
        });
    }

    static Text capitalize(Text text) {
        return change(text, (c, after, first) -> first ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
    }

    private static Text change(Text text, Change change) {
        Text.Builder out = new Text.Builder();
        boolean[] afterLetter = {false};
        boolean[] first = {true};
        text.runs((run, trusted) -> {
            StringBuilder changed = new StringBuilder();
            run.codePoints().forEach(c -> {
                changed.append(change.of(Character.toString(c), afterLetter[0], first[0]));
                afterLetter[0] = Character.isLetter(c);
                first[0] = false;
            });
            out.append(changed.toString(), trusted);
        });
        return out.build();
    }

    static boolean isCased(String text, IntPredicate wanted, IntPredicate other) {
        return text.codePoints().anyMatch(wanted) && text.codePoints().noneMatch(other);
    }
}
