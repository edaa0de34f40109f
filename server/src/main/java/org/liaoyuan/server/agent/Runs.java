package org.liaoyuan.server.agent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.agent.definition.Form;
import org.liaoyuan.server.agent.definition.Node;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What people do with runs. */
@Component
public class Runs {

    private static final int MOST_DATA = 200_000;
    private static final int MOST_ANSWER = 20_000;

    private final RunStore store;
    private final Journal journal;
    private final Waits waits;
    private final Engine engine;
    private final NodeWork work;
    private final WaitingQuestions questions;
    private final Escalations escalations;
    private final Steering steering;
    private final RunsBelow below;

    Runs(
            RunStore store,
            Journal journal,
            Waits waits,
            Engine engine,
            NodeWork work,
            WaitingQuestions questions,
            Escalations escalations,
            Steering steering,
            RunsBelow below) {
        this.below = below;
        this.steering = steering;
        this.questions = questions;
        this.escalations = escalations;
        this.store = store;
        this.journal = journal;
        this.waits = waits;
        this.engine = engine;
        this.work = work;
    }

    /**
     * Says yes or no.
     *
     * @param data what was filled in; null for what the form began with
     * @param how for the audit log; empty by the page or the API
     * @throws RefusedException if it is not theirs to decide, or decided already
     * @throws IllegalArgumentException if the data does not fit the form
     */
    public void decide(UUID id, String position, boolean approved, String note, @Nullable JsonNode data, String how) {
        WaitingQuestions.Question question = question(id, position, Run.Asks.APPROVAL);
        Waits.Decision decision = new Waits.Decision(approved, note, filled(question, approved, data), how);
        if (!waits.decide(id, position, decision, Identity.current())) {
            throw notAskedAnyMore(id);
        }
        journal.leg(id).ifPresent(engine::go);
    }

    /**
     * Answers a question.
     *
     * @param text in words, where there is no form
     * @param data what was filled in, where there is one; null for what the form began with
     * @param how for the audit log; empty by the page or the API
     * @throws RefusedException if it is not theirs to answer, or answered already
     * @throws IllegalArgumentException if the answer does not fit
     */
    public void answer(UUID id, String position, String text, @Nullable JsonNode data, String how) {
        WaitingQuestions.Question question = question(id, position, Run.Asks.QUESTION);
        JsonNode filled = filled(question, true, data);
        if (filled == null && text.isBlank()) {
            throw new IllegalArgumentException("text is missing; expected an answer in words");
        }
        if (filled != null && !text.isEmpty()) {
            throw new IllegalArgumentException(
                    "text is given, and node " + question.node() + " asks by a form; expected data");
        }
        if (text.length() > MOST_ANSWER || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text has " + text.length() + " characters; expected " + MOST_ANSWER
                    + " at most, and no zero character");
        }
        Identity who = Identity.current();
        if (!waits.answer(id, position, new Waits.Said(text, filled, how), who)) {
            throw notAskedAnyMore(id);
        }
        journal.leg(id).ifPresent(engine::go);
    }

    private WaitingQuestions.Question question(UUID id, String position, Run.Asks asks) {
        WaitingQuestions.Question question = question(id, position);
        if (question.asks() != asks) {
            throw RefusedException.conflict(
                    asks == Run.Asks.APPROVAL
                            ? "Node '" + question.node()
                                    + "' asks for an answer, not for yes or no; send it to …/answers/" + position
                            : "Node '" + question.node()
                                    + "' asks for yes or no, not for an answer; send it to …/approvals/" + position);
        }
        return question;
    }

    /** Hands a question on that who asks here may decide. */
    public void delegate(UUID id, String position, String to) {
        question(id, position);
        escalations.delegate(id, position, to, Identity.current());
    }

    private WaitingQuestions.Question question(UUID id, String position) {
        WaitingQuestions.Asked asked = questions
                .find(id, position)
                .orElseThrow(() -> RefusedException.absent(
                        "Run " + id + " asks nobody at position '" + position + "', or is not yours to see"));
        if (!asked.decides()) {
            throw RefusedException.forbidden(
                    asked.question().by() == Node.Decider.STARTER
                            ? "who started the run decides this"
                            : "an owner or administrator of the organisation decides this");
        }
        return asked.question();
    }

    private static RefusedException notAskedAnyMore(UUID id) {
        return RefusedException.conflict("Run " + id + " does not wait for this answer any more");
    }

    private static @Nullable JsonNode filled(
            WaitingQuestions.Question question, boolean approved, @Nullable JsonNode data) {
        JsonNode schema = question.form();
        if (schema == null) {
            if (data != null && !data.isEmpty()) {
                throw new IllegalArgumentException("data is given, and node " + question.node() + " asks for none");
            }
            return null;
        }
        JsonNode all = data == null && approved ? question.suggested() : data;
        JsonNode filled = all == null ? JsonNodeFactory.instance.objectNode() : all;
        // whoever says no need not fill in what a yes needs
        if (approved || data != null) {
            Form.of(schema).schema().check(filled).stream()
                    .filter(problem -> approved || problem.field().isEmpty() || filled.has(problem.field()))
                    .findFirst()
                    .ifPresent(problem -> {
                        throw new IllegalArgumentException("It can't be taken with this data: field '" + problem.field()
                                + "': " + problem.detail());
                    });
        }
        if (filled.toString().length() > MOST_DATA) {
            throw new IllegalArgumentException(
                    "data has " + filled.toString().length() + " characters; expected " + MOST_DATA + " at most");
        }
        return filled;
    }

    /** Whether they decide what an {@link Node.Decider#ADMIN} is asked. */
    static boolean decidesAsAdmin(Identity who) {
        return who.role() == Role.OWNER || who.role() == Role.ADMIN;
    }

    /** @throws RefusedException if it has ended, or is one of an evaluation */
    Run.Whole pause(UUID id) {
        Reruns.requireUsual(store.get(id));
        if (!steering.pause(id)) {
            throw RefusedException.conflict(
                    "Run " + id + " has ended: " + store.get(id).state());
        }
        below.open(id).forEach(steering::pause);
        return store.whole(id);
    }

    /** @throws RefusedException if it is not paused */
    Run.Whole resume(UUID id) {
        store.get(id);
        if (!steering.resume(id)) {
            throw RefusedException.conflict(
                    "Run " + id + " is not paused: " + store.get(id).state());
        }
        journal.leg(id).ifPresent(engine::go);
        below.open(id).stream()
                .filter(steering::resume)
                .forEach(run -> journal.leg(run).ifPresent(engine::go));
        return store.whole(id);
    }

    /** @throws RefusedException if it has ended */
    public Run.Whole cancel(UUID id) {
        Run run = store.get(id);
        if (!journal.cancel(id)) {
            throw RefusedException.conflict(
                    "Run " + id + " has ended: " + store.get(id).state());
        }
        work.stop(run.id());
        below.end(id).forEach(work::stop);
        return store.whole(id);
    }
}
