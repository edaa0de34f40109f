package org.liaoyuan.server.space.ocr;

/**
 * A line that was read.
 *
 * @param confidence of the model, from 0 to 1
 * @param frame in which it stands, in the picture
 */
record Line(String text, double confidence, Frame frame) {}
