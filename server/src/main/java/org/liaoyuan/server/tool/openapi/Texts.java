package org.liaoyuan.server.tool.openapi;

/** Words of documents, for people to read. */
final class Texts {

    private Texts() {}

    /** On one line. */
    static String cut(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() <= most ? clean : clean.substring(0, most) + "…";
    }
}
