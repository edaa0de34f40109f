/**
 * Finding out how somebody hears. {@link org.liaoyuan.sound.hearing.audiometry.DigitsInNoise} and {@link
 * org.liaoyuan.sound.hearing.audiometry.ToneAudiometry} are procedures without a clock or a loudspeaker: they say what is presented next and are
 * told what the person answered. Either is its seed and its answers, so it can be written down and taken up again. {@link
 * org.liaoyuan.sound.hearing.audiometry.DigitSounds} and {@link org.liaoyuan.sound.hearing.audiometry.PulsedTone} make what is heard, {@link
 * org.liaoyuan.sound.hearing.audiometry.AmbientNoise} says whether the place is quiet enough, {@link org.liaoyuan.sound.hearing.audiometry.Referral}
 * who should see a clinician first. Compiled for the browser, too. Not a medical device.
 */
@NullMarked
package org.liaoyuan.sound.hearing.audiometry;

import org.jspecify.annotations.NullMarked;
