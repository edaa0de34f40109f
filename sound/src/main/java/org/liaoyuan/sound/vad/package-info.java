/**
 * Whether somebody speaks: a probability for every 32 ms ({@link org.liaoyuan.sound.vad.VoiceActivity}), and the stretches of
 * speech that are made of it ({@link org.liaoyuan.sound.vad.SpeechSegmenter}).
 */
@NullMarked
package org.liaoyuan.sound.vad;

import org.jspecify.annotations.NullMarked;
