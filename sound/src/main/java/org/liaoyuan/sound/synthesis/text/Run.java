package org.liaoyuan.sound.synthesis.text;

/**
 * Words of one language, with their punctuation.
 *
 * @param text without digits and other signs that are no words
 */
public record Run(Language language, String text) {}
