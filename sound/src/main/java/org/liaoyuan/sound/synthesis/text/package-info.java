/**
 * Written text as people read it out, in Chinese and English: numbers, dates, money, units, addresses, formulas and Markdown become
 * words, by the language of their sentence, and the words are parted into runs of one language.
 *
 * <p>Start at {@link org.liaoyuan.sound.synthesis.text.SpokenText}.
 */
@NullMarked
package org.liaoyuan.sound.synthesis.text;

import org.jspecify.annotations.NullMarked;
