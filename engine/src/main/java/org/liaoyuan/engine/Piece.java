package org.liaoyuan.engine;

import java.util.List;

/**
 * A part of an answer as it streams. Never ends inside a UTF-8 character and never holds a part of a stop string.
 *
 * @param text may be empty when a token's text is held back
 * @param tokens how many generated tokens this piece accounts for, 0 or more
 * @param logprobs one for each of those tokens if {@link GenerationRequest#logprobs()} asked for them, else empty
 */
public record Piece(String text, int tokens, List<TokenLogprob> logprobs) {

    public Piece {
        logprobs = List.copyOf(logprobs);
    }
}
