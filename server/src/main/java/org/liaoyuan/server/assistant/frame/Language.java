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

    /** Three of ten letters: a Chinese text with English names, and not the other way round. */
    private static final double CHINESE = 0.3;

    /** The one that most of a text is in. */
    public static Language mostOf(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long chinese = text.codePoints()
                .filter(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                .count();
        return letters > 0 && chinese >= CHINESE * letters ? ZH : EN;
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
