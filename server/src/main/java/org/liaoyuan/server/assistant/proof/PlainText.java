package org.liaoyuan.server.assistant.proof;

import java.util.List;
import org.liaoyuan.server.assistant.frame.Language;

/** What a model said of somebody else's text, as plain words: no address, no markup, no character that can't be seen. */
public final class PlainText {

    private PlainText() {}

    /**
     * On one line. Marks go first: what stands in code is no link, and would stay; and what is one only without them is looked for once
     * more. Of brackets the gap in a host that {@link Links} names is left.
     *
     * @param most characters; a longer text is cut off, and ends with …
     */
    public static String of(String text, int most, Language language) {
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
