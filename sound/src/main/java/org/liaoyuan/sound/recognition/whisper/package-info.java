/**
 * Whisper on whisper.cpp: the conversion of its weights ({@link org.liaoyuan.sound.recognition.whisper.WhisperConverter})
 * and the recogniser that decodes with them ({@link org.liaoyuan.sound.recognition.whisper.WhisperRecognizer}).
 */
@NullMarked
package org.liaoyuan.sound.recognition.whisper;

import org.jspecify.annotations.NullMarked;
