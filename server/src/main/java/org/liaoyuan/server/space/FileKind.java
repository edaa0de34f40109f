package org.liaoyuan.server.space;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Of what kind a file is, for people who look for one; the page's list knows the same. */
public enum FileKind {
    PDF("pdf"),
    TABLE("spreadsheet|excel|csv"),
    SLIDES("presentation|powerpoint"),
    /** Text that is laid out, and books. */
    OFFICE("word|opendocument\\.text|rtf|epub"),
    WEB("html"),
    MAIL("rfc822|outlook"),
    SOUND("^(audio|video)/"),
    TEXT("^text/"),
    OTHER("");

    private final Pattern types;

    FileKind(String types) {
        this.types = Pattern.compile(types);
    }

    /** @param type the media type; empty for a file that was not read yet */
    static FileKind of(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.types.matcher(type).find())
                .findFirst()
                .orElse(OTHER);
    }
}
