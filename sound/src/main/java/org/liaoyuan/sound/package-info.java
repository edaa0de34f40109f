/**
 * Sound as blocks of samples, from a source through stages to a sink.
 *
 * <p>Samples are {@code float}, one channel, full scale ±1. A whole recording is a {@link org.liaoyuan.sound.Clip}; sound that is
 * still going on comes in blocks of a fixed size, through {@link org.liaoyuan.sound.Stage}s that work in place and allocate nothing.
 * Both carry their {@link org.liaoyuan.sound.SampleRate}, and {@link org.liaoyuan.sound.Chain} refuses stages that do not fit.
 *
 * <p>This package, {@code dsp} and {@code hearing} are compiled for the browser too: they use nothing but {@code java.lang} and
 * the plain collections.
 */
@NullMarked
package org.liaoyuan.sound;

import org.jspecify.annotations.NullMarked;
