package org.liaoyuan.engine;

import java.util.List;

/**
 * A token with its natural-log probability before temperature and truncation, as OpenAI reports it.
 *
 * @param token id in the vocabulary
 * @param bytes what the token stands for; may be a part of a UTF-8 character
 * @param logprob natural logarithm of the probability
 * @param alternatives the most likely tokens at this place, most likely first; their own {@code alternatives} are empty
 */
public record TokenLogprob(int token, byte[] bytes, double logprob, List<TokenLogprob> alternatives) {

    public TokenLogprob {
        alternatives = List.copyOf(alternatives);
    }
}
