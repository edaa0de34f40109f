/**
 * Speech to text. A {@link org.liaoyuan.sound.recognition.Recognizer} writes down one utterance; an operator may plug another one
 * than Whisper ({@code sherpa}). On it stand {@link org.liaoyuan.sound.recognition.Transcriber} for recordings of any length and
 * {@link org.liaoyuan.sound.recognition.StreamingRecognizer} for somebody who speaks. Both find the utterances by voice activity,
 * and doubt what the recogniser says by the same rules ({@link org.liaoyuan.sound.recognition.Plausibility}).
 *
 * <p>Recognisers get the microphone's sound as it is: denoised sound is recognised worse.
 */
@NullMarked
package org.liaoyuan.sound.recognition;

import org.jspecify.annotations.NullMarked;
