package org.liaoyuan.server.assistant.frame;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.SpeechManner;

/**
 * All that makes an assistant. {@code ManifestReader} makes these and vouches for what the fields say.
 *
 * @param id short and lower case; a folder's name
 * @param version counted up when it changes, such as 1.2.0
 * @param name at most 60 characters
 * @param purpose what it is good for, in a sentence
 * @param prompt what the model is told of its task; the conversation's system prompt begins with it
 * @param form what it asks for, in order
 * @param turn a Jinja template that makes a person's turn of the filled form; each field is a name in it
 * @param starters first turns that can be said with a click
 * @param persona id of the way of speaking, unless somebody chooses another
 * @param speech how it sounds; null: as its persona
 * @param model which answers unless somebody chooses another
 * @param tools that it may use, by name
 */
@Schema(name = "AssistantManifest")
public record Manifest(
        String id,
        String version,
        Bilingual name,
        Bilingual purpose,
        Bilingual prompt,
        List<Field> form,
        Bilingual turn,
        Starters starters,
        @Nullable String persona,
        @Nullable SpeechManner speech,
        @Nullable String model,
        List<String> tools) {

    /**
     * One thing that the form asks for.
     *
     * @param name as the template calls it
     * @param hint an example, or what is meant; may be empty
     * @param options of a CHOICE; others have none
     * @param initial what it holds at first; empty for nothing. Of a CHOICE an option's value
     */
    @Schema(name = "AssistantField")
    public record Field(
            String name,
            Kind kind,
            Bilingual label,
            Bilingual hint,
            boolean required,
            List<Option> options,
            String initial) {

        /** How it is filled. */
        public enum Kind {
            TEXT,
            LONG_TEXT,
            CHOICE
        }
    }

    /** @param value as forms send it; templates get the label in the form's language */
    @Schema(name = "AssistantOption")
    public record Option(String value, Bilingual label) {}

    @Schema(name = "AssistantStarters")
    public record Starters(List<String> zh, List<String> en) {}

    Manifest withId(String other) {
        return new Manifest(other, version, name, purpose, prompt, form, turn, starters, persona, speech, model, tools);
    }
}
