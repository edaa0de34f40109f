package org.liaoyuan.server.openai.responses;

import java.util.List;

/** One thing of a conversation, as the Responses API tells it. */
sealed interface Item {

    /**
     * Words.
     *
     * @param role {@code system}, {@code user} or {@code assistant}
     */
    record Message(String role, List<Content> content) implements Item {

        public Message {
            content = List.copyOf(content);
        }
    }

    /**
     * A model's wish that a function be called.
     *
     * @param callId what its result refers to
     * @param arguments a JSON object, as text
     */
    record Call(String callId, String name, String arguments) implements Item {}

    /** What a function said. */
    record Result(String callId, List<Content> output) implements Item {

        public Result {
            output = List.copyOf(output);
        }
    }

    /** What a model thought. No chat template and no provider wants it back, so it is not told. */
    record Thought() implements Item {}
}
