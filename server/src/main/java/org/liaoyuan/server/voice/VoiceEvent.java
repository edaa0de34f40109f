package org.liaoyuan.server.voice;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.sound.Clip;

/** What happens in a conversation, in the order in which it does. Turns, replies and items are named by their ids. */
public sealed interface VoiceEvent {

    /** @param millis since the beginning of the sound that was sent */
    record SpeechStarted(String item, long millis) implements VoiceEvent {}

    record SpeechStopped(String item, long millis) implements VoiceEvent {}

    /** What was said is a turn now. */
    record Committed(String item, @Nullable String previous) implements VoiceEvent {}

    /** What was said and was no turn yet is forgotten. */
    record Cleared() implements VoiceEvent {}

    /**
     * More of what is being said.
     *
     * @param delta words that stay, to be put behind those of before
     * @param pending words behind those that may still change
     */
    record Caption(String item, String delta, String pending) implements VoiceEvent {}

    /**
     * What was said.
     *
     * @param text all of it; empty if it was no speech
     * @param language ISO 639-1; empty if nothing was said
     */
    record Written(String item, String text, String language, double seconds) implements VoiceEvent {}

    record NotWritten(String item, RuntimeException why) implements VoiceEvent {}

    record Added(Item item, @Nullable String previous) implements VoiceEvent {}

    record Deleted(String item) implements VoiceEvent {}

    /** The rest of a spoken answer is taken for not heard. */
    record Truncated(String item, long millis) implements VoiceEvent {}

    /** @param item that the answer becomes */
    record ReplyStarted(String reply, String item, @Nullable String previous, VoiceOptions options)
            implements VoiceEvent {}

    /** More of an answer's words; of a spoken one just before they are heard. */
    record ReplyText(String reply, String item, String delta) implements VoiceEvent {}

    record ReplySound(String reply, String item, Clip clip) implements VoiceEvent {}

    /**
     * @param text all that came of it
     * @param usage empty where it was cut off
     * @param why it failed
     */
    record ReplyEnded(
            String reply,
            String item,
            Outcome outcome,
            String text,
            @Nullable Usage usage,
            @Nullable RuntimeException why,
            VoiceOptions options)
            implements VoiceEvent {}

    /** How an answer ended. */
    enum Outcome {
        COMPLETED,
        /** The most tokens were reached. */
        CUT_SHORT,
        /** The person spoke. */
        INTERRUPTED,
        /** The client asked for it. */
        CANCELLED,
        FAILED
    }

    /**
     * Something that the client asked for could not be done.
     *
     * @param request the client's own name of it
     */
    record Problem(@Nullable String request, RuntimeException why) implements VoiceEvent {}

    /** The last event. */
    record Ended(Reason reason) implements VoiceEvent {}

    /** Why a conversation is over. */
    enum Reason {
        /** Who began it closed it. */
        CLOSED,
        TOO_LONG,
        IDLE,
        /** Who talks may not any more. */
        REFUSED,
        FAILED
    }
}
