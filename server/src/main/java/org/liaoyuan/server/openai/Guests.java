package org.liaoyuan.server.openai;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;

/** What answers chats under a model's name and is no model: agents, in a room of their own. */
public interface Guests {

    /** Whether names of this form are theirs; says nothing of whether there is one. */
    boolean owns(String model);

    /** Those that somebody may ask. */
    List<String> names(Identity who);

    /**
     * Begins an answer to a conversation, on the account of who sends the request.
     *
     * @throws RefusedException if there is none of this name, or it is not theirs to ask
     * @throws IllegalArgumentException if the conversation is not what it needs; says what is
     */
    Visit begin(String model, List<ChatMessage> messages);

    /** An answer under way: it goes on whether or not somebody waits for it. */
    interface Visit {

        /**
         * Waits for the answer.
         *
         * @param progress is told a line for each thing that was done
         * @param wanted whether somebody still waits
         * @param most after which it says that it goes on
         * @throws ApiException if it failed
         */
        Said await(Consumer<String> progress, BooleanSupplier wanted, Duration most) throws InterruptedException;
    }

    /** What it says in the end, and what all of it took. */
    record Said(String text, int promptTokens, int completionTokens, double joules, double yuan) {}
}
