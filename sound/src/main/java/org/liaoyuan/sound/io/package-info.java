/** Sound from outside and to outside: WAV files, microphones and loudspeakers, Opus. */
@NullMarked
package org.liaoyuan.sound.io;

import org.jspecify.annotations.NullMarked;
