package org.liaoyuan.server.model;

import java.util.List;
import org.liaoyuan.engine.TokenLogprob;

/** The next bit of an answer. */
public sealed interface AnswerPart {

    /**
     * Words for the reader.
     *
     * @param text may be empty, when a token ends inside a character
     * @param logprobs one a token, where they were asked for
     */
    record Text(String text, List<TokenLogprob> logprobs) implements AnswerPart {

        public Text {
            logprobs = List.copyOf(logprobs);
        }
    }

    /** What a reasoning model thinks before it answers; not part of the answer. */
    record Reasoning(String text) implements AnswerPart {}

    /**
     * A call of a tool, or more of one that has begun.
     *
     * @param index which of the answer's calls, from 0
     * @param id of the call; empty in all but its first part
     * @param name of the tool; empty in all but its first part
     * @param arguments the next piece of the arguments' JSON
     */
    record ToolCallDelta(int index, String id, String name, String arguments) implements AnswerPart {}
}
