/**
 * Speech from text, in Chinese and English, as it is being written.
 *
 * <p>Start at {@link org.liaoyuan.sound.synthesis.KokoroSynthesizer}. Text is cut into {@link org.liaoyuan.sound.synthesis.Clauses};
 * each is read out in words ({@code text}), the words become phonemes ({@code pinyin}, {@code english}), and the model speaks them in a
 * {@link org.liaoyuan.sound.synthesis.Voice}, with a pause after each as the {@link org.liaoyuan.sound.synthesis.PauseStyle} wants
 * it. What was said before comes from the {@link org.liaoyuan.sound.synthesis.SpeechCache}.
 */
@NullMarked
package org.liaoyuan.sound.synthesis;

import org.jspecify.annotations.NullMarked;
