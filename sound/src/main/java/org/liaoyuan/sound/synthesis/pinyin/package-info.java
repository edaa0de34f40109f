/**
 * Chinese characters to pinyin by context, and pinyin to the phonemes that Kokoro was trained on.
 *
 * <p>Start at {@link org.liaoyuan.sound.synthesis.pinyin.ChinesePhonemizer}: text is cut into words ({@code Segmenter}), each word is
 * looked up ({@code PinyinDictionary}), single characters with several readings are decided by their neighbours
 * ({@code Polyphones}), tones change where they meet ({@code ToneSandhi}), and each syllable becomes phonemes ({@code Phonemes}).
 */
@NullMarked
package org.liaoyuan.sound.synthesis.pinyin;

import org.jspecify.annotations.NullMarked;
