/**
 * Sound files of people in and out: WAV is read here, everything else by FFmpeg in a process apart, whose input, time, memory and
 * output have an end.
 */
@NullMarked
package org.liaoyuan.server.audio;

import org.jspecify.annotations.NullMarked;
