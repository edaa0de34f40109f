package org.liaoyuan.server.assistant.frame;

import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/** In which of its two languages an assistant or a persona is used. */
public enum Language {
    ZH,
    EN;

    /** {@code zh} or {@code en}, as requests and the database have it. */
    public String code() {
        return this == ZH ? "zh" : "en";
    }

    /** @throws IllegalArgumentException if it is neither */
    public static Language of(String code) {
        return switch (code) {
            case "zh" -> ZH;
            case "en" -> EN;
            default -> throw new IllegalArgumentException("language is '" + code + "'; expected zh or en");
        };
    }

    /** The one that is named, else the one that a text is written in: Chinese where it has a Chinese character. */
    public static Language of(@Nullable String code, String text) {
        if (code != null) {
            return of(code);
        }
        boolean chinese = text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
        return chinese ? ZH : EN;
    }
}
