package org.liaoyuan.server.assistant.memory;

/**
 * Something that a person said of themselves, in their own words.
 *
 * @param slot what a person has one of, such as {@code name}: a new fact of the same slot may replace the old one; empty for none
 */
record Fact(String text, MemoryKind kind, String slot) {

    static Fact unsorted(String text) {
        return new Fact(text, MemoryKind.OTHER, "");
    }
}
