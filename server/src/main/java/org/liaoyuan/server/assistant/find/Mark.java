package org.liaoyuan.server.assistant.find;

/**
 * A part of a text that was looked for.
 *
 * @param start in UTF-16 units, as JavaScript counts
 * @param end after the last
 */
record Mark(int start, int end) {}
