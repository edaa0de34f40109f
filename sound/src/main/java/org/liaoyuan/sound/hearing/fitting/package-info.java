/**
 * From an audiogram to the gains of an aid: published prescriptions for linear gain, and compression about them.
 *
 * <p>Begin with {@link org.liaoyuan.sound.hearing.fitting.Audiogram}, then {@link org.liaoyuan.sound.hearing.fitting.Prescription},
 * then {@link org.liaoyuan.sound.hearing.fitting.Fitting}; what a person wants otherwise is found by {@link
 * org.liaoyuan.sound.hearing.fitting.FineTuning}. Nothing here is a medical device, and none of it replaces a clinician.
 */
@NullMarked
package org.liaoyuan.sound.hearing.fitting;

import org.jspecify.annotations.NullMarked;
