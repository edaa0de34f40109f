package org.liaoyuan.server.assistant.persona;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.frame.Bilingual;
import org.liaoyuan.server.model.SpeechManner;

/**
 * A way of speaking.
 *
 * @param id by which requests name it: a word for those that everybody has, a UUID for one's own
 * @param own whether it is of who asks
 */
@Schema(name = "Persona")
public record Persona(String id, boolean own, Style style) {

    /** How much emoji. */
    public enum Emoji {
        NONE,
        SOME,
        MANY
    }

    /**
     * What it is made of.
     *
     * @param name at most 30 characters
     * @param voice who speaks and how, in a sentence or two; may be empty
     * @param length 1 (a few words) to 5 (at length)
     * @param formality 1 (like friends) to 5 (like an official letter)
     * @param warmth 1 (matter-of-fact) to 5 (tender)
     * @param address how the person is addressed; may be empty
     * @param words of a dialect or a manner, that are used now and then; may be empty
     * @param example a sentence in this tone; may be empty
     * @param speech how it sounds when it is read aloud; null: as whoever listens usually has it
     */
    @Schema(name = "PersonaStyle")
    public record Style(
            Bilingual name,
            Bilingual voice,
            int length,
            int formality,
            int warmth,
            Bilingual address,
            Emoji emoji,
            Bilingual words,
            Bilingual example,
            @Nullable SpeechManner speech) {}
}
