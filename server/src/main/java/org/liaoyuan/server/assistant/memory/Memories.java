package org.liaoyuan.server.assistant.memory;

import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.springframework.stereotype.Component;

/** What conversations use of memory; all of it for who asks. */
@Component
public class Memories {

    private final MemoryStore store;
    private final ProposalStore proposals;
    private final UseStore uses;
    private final Recall recall;

    Memories(MemoryStore store, ProposalStore proposals, UseStore uses, Recall recall) {
        this.store = store;
        this.proposals = proposals;
        this.uses = uses;
        this.recall = recall;
    }

    /** What an answer to a question is given; nothing where memory is off. */
    public Recalled recall(Identity who, UUID conversation, String question) {
        return store.setting().active() && uses.isOn(conversation) ? recall.of(who, question) : Recalled.NOTHING;
    }

    /** Notes which memories an answer was given. */
    public void used(UUID answer, Recalled recalled) {
        if (!recalled.isEmpty()) {
            uses.add(answer, recalled.ids());
        }
    }

    /**
     * Looks for facts in what a person said of themselves; they wait for a yes or a no. Nothing is looked for where memory is off.
     *
     * @param turn the stored turn
     * @param words what the person wrote in it: never an answer, a document or evidence
     */
    public void propose(UUID conversation, UUID turn, String words) {
        MemorySetting setting = store.setting();
        if (setting.active() && setting.proposes() && uses.isOn(conversation)) {
            Proposer.facts(words).stream()
                    .filter(fact -> fact.text().length() <= Memory.MOST_CHARACTERS)
                    .forEach(fact -> proposals.add(turn, fact));
        }
    }
}
