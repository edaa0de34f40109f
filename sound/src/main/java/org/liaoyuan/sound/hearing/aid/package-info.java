/**
 * The live aid: what an ear hears a few milliseconds later.
 *
 * <p>{@link org.liaoyuan.sound.hearing.aid.HearingAid} is one ear, a {@link org.liaoyuan.sound.Stage}. Inside, in this order: bad
 * samples and DC taken out, the estimated feedback subtracted, a spectrum over a short while, a mask against noise of limited depth,
 * compression in channels as the {@link org.liaoyuan.sound.hearing.fitting.Fitting} says, a small frequency shift, sound again, and a
 * limiter whose ceiling nothing passes. It works at the rate of the device (48 kHz in browsers), so nothing is resampled on the way
 * to the ear; what only listens beside it, works at 16 kHz.
 */
@NullMarked
package org.liaoyuan.sound.hearing.aid;

import org.jspecify.annotations.NullMarked;
