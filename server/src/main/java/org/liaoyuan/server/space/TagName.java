package org.liaoyuan.server.space;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tag's name. Two that differ in letter case, in how accents are written or in blanks alone are one tag.
 *
 * @param shown as the person wrote it, in Unicode's form NFC
 * @param folded what makes it this tag
 */
record TagName(String shown, String folded) {

    /** Characters (code points). */
    static final int LONGEST = 40;

    /** @throws IllegalArgumentException if it is empty, too long, or holds a comma or what is not seen */
    static TagName of(@Nullable String wanted) {
        String name = Normalizer.normalize(wanted == null ? "" : wanted, Normalizer.Form.NFC)
                .replaceAll("[ \\t\\u00a0\\u3000]+", " ")
                .strip();
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST || name.codePoints().anyMatch(TagName::isRefused)) {
            throw new IllegalArgumentException("a tag has " + length + " characters; expected 1 to " + LONGEST
                    + ", none of them a comma or one that can't be seen");
        }
        String folded =
                Normalizer.normalize(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return new TagName(name, folded);
    }

    private static boolean isRefused(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> character == ',' || character == '，';
        };
    }
}
