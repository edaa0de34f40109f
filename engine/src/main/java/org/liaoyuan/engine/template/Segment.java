package org.liaoyuan.engine.template;

/**
 * A run of a rendered prompt.
 *
 * @param text never empty
 * @param trusted whether the template wrote it; else it is a message's content, in which markers are plain text
 */
public record Segment(String text, boolean trusted) {}
