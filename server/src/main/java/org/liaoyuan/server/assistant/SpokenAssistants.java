package org.liaoyuan.server.assistant;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Assistant;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Personas;
import org.liaoyuan.server.model.SpeechManner;
import org.springframework.stereotype.Component;

/** Assistants that are talked with: what a model is told of one, and how it sounds. */
@Component
public class SpokenAssistants {

    private final Assistants assistants;
    private final Personas personas;
    private final Instructions instructions;

    SpokenAssistants(Assistants assistants, Personas personas, Instructions instructions) {
        this.assistants = assistants;
        this.personas = personas;
        this.instructions = instructions;
    }

    /**
     * One to talk with.
     *
     * @param instructions its task and its persona, as a model is told of them
     * @param manner how it sounds; what it leaves open is left open here
     * @param model that it wants; null for any
     */
    public record Spoken(
            String instructions,
            SpeechManner manner,
            @Nullable String model) {}

    /**
     * An assistant with a persona.
     *
     * @param persona id; {@code plain} for none, null for the one that is usual with it
     * @param language zh or en
     * @throws org.liaoyuan.server.access.RefusedException if one of the two is not open to them
     * @throws IllegalArgumentException if it is another language
     */
    public Spoken of(Identity who, String assistant, @Nullable String persona, String language) {
        Language spoken = Language.of(language);
        Assistant wanted = assistants.get(who, assistant);
        if (persona != null) {
            personas.require(persona);
        }
        String manner = persona == null ? personas.usual(wanted).orElse(null) : persona;
        Optional<String> task = Optional.of(wanted.manifest().prompt().in(spoken));
        String told =
                instructions.of(task, manner, spoken).map(ChatMessage::content).orElse("");
        return new Spoken(
                told, personas.speech(wanted, manner), wanted.manifest().model());
    }
}
