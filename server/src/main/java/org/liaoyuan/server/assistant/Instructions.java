package org.liaoyuan.server.assistant;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.assistant.persona.Personas;
import org.springframework.stereotype.Component;

/**
 * What a model is told before a conversation: the assistant's task, then the persona. It is the same text for each conversation with
 * the same two, and stands first, so that its computed prefix is shared. Nothing that somebody says or fills in stands in it.
 */
@Component
class Instructions {

    private final Assistants assistants;
    private final Personas personas;

    Instructions(Assistants assistants, Personas personas) {
        this.assistants = assistants;
        this.personas = personas;
    }

    /** In which a conversation is had. */
    Language language(Conversation conversation, String said) {
        String first = conversation.messages().isEmpty()
                ? said
                : conversation.messages().getFirst().content();
        return Language.of(conversation.language(), first);
    }

    /**
     * Those of a conversation; none for one without assistant and persona.
     *
     * @param said what is said to it now: where no language is named, the first turn's counts
     * @throws org.liaoyuan.server.access.RefusedException if its assistant is no longer open to them
     */
    Optional<ChatMessage> of(Identity who, Conversation conversation, String said) {
        Language language = language(conversation, said);
        Optional<String> task = Optional.ofNullable(conversation.assistant())
                .map(id -> assistants.get(who, id).manifest().prompt().in(language));
        return of(task, conversation.persona(), language);
    }

    /**
     * Those of a task and a persona.
     *
     * @param persona id; null for none
     */
    Optional<ChatMessage> of(Optional<String> task, @Nullable String persona, Language language) {
        Optional<String> manner = personas.prefix(persona, language);
        String text = Stream.of(task, manner).flatMap(Optional::stream).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? Optional.empty() : Optional.of(ChatMessage.system(text));
    }
}
