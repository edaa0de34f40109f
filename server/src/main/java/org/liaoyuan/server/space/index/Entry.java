package org.liaoyuan.server.space.index;

/**
 * A passage to be found.
 *
 * @param ordinal of it in its document
 * @param title the document's name and the headings above
 * @param vector of length 1 in the Euclidean norm
 */
public record Entry(int ordinal, String title, String text, float[] vector) {}
