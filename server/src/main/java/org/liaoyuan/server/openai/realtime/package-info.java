/**
 * {@code /v1/realtime}: the door by which a client talks and listens, in the events of OpenAI's Realtime API over a WebSocket, with
 * the names of today or, for {@code OpenAI-Beta: realtime=v1}, those of before. What happens is {@code voice}'s affair; here is the
 * wire alone.
 */
@NullMarked
package org.liaoyuan.server.openai.realtime;

import org.jspecify.annotations.NullMarked;
