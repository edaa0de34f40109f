package org.liaoyuan.server.assistant;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.memory.Memories;
import org.springframework.stereotype.Component;

/** Which turns a person wrote themselves: facts about them are looked for in those alone. */
@Component
class OwnTurns {

    private final Assistants assistants;
    private final Memories memories;

    OwnTurns(Assistants assistants, Memories memories) {
        this.assistants = assistants;
        this.memories = memories;
    }

    /**
     * Looks for facts in a turn, if its words are the person's.
     *
     * @param ownWords what who sent it says of them; null for nothing
     */
    void look(Conversation conversation, Message turn, @Nullable Boolean ownWords) {
        if (!Boolean.FALSE.equals(ownWords) && !wasFilledIn(conversation, turn)) {
            memories.propose(conversation.id(), turn.id(), turn.content());
        }
    }

    /** With an assistant that asks by a form the first turn is the form's, whoever sends it. */
    private boolean wasFilledIn(Conversation conversation, Message turn) {
        String assistant = conversation.assistant();
        return assistant != null
                && turn.parentId() == null
                && !assistants
                        .get(Identity.current(), assistant)
                        .manifest()
                        .form()
                        .isEmpty();
    }
}
