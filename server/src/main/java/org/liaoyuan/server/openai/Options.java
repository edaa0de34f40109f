package org.liaoyuan.server.openai;

import java.util.List;
import org.liaoyuan.engine.Sampling;

/**
 * What chat and completions take alike.
 *
 * @param model a model's name
 * @param n choices to make
 * @param sampling how tokens are drawn
 * @param maxTokens the most tokens of a choice; 0 where the request says nothing
 * @param stop strings that end a choice
 * @param stream whether chunks are sent as they come
 * @param includeUsage whether a last chunk says what it took
 */
record Options(
        String model,
        int n,
        Sampling sampling,
        int maxTokens,
        List<String> stop,
        boolean stream,
        boolean includeUsage) {

    static Options of(RequestBody body) {
        return new Options(
                body.text("model"),
                body.integer("n", 1, 1, 8),
                body.sampling(),
                body.maxTokens(),
                body.stop(),
                body.flag("stream"),
                body.includeUsage());
    }
}
