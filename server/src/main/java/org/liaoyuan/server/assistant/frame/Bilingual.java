package org.liaoyuan.server.assistant.frame;

/** A text in Chinese and in English. */
public record Bilingual(String zh, String en) {

    public static final Bilingual EMPTY = new Bilingual("", "");

    public String in(Language language) {
        return language == Language.ZH ? zh : en;
    }

    public boolean saysNothing() {
        return zh.isEmpty() && en.isEmpty();
    }
}
