/**
 * A conversation by voice, whatever wire it comes over: it listens ({@code Hearing}), finds out whose turn it is
 * ({@link org.liaoyuan.server.voice.TurnDetection}), asks a model, speaks clause by clause what that writes, and is interrupted as
 * soon as the person speaks. Begin at {@link org.liaoyuan.server.voice.VoiceConversations}. No sound and no word of it is kept or
 * logged.
 */
@NullMarked
package org.liaoyuan.server.voice;

import org.jspecify.annotations.NullMarked;
