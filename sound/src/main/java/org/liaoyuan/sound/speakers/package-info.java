/**
 * Who speaks when. A voice becomes a direction in a space of 256 dimensions ({@link org.liaoyuan.sound.speakers.SpeakerEncoder});
 * what lies close together is one speaker ({@link org.liaoyuan.sound.speakers.Diarizer}).
 */
@NullMarked
package org.liaoyuan.sound.speakers;

import org.jspecify.annotations.NullMarked;
