package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Budget;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.Position;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs once more: from where they failed, from the middle of another, or with another's answers. */
@Component
class Reruns {

    /** What these gave is what a person, the walk itself or a verifier said: it is not to be put otherwise. */
    private static final Set<String> NOT_EDITED =
            Set.of("input", "approval", "question", "wait", "parallel", "join", "round", "answer", "check");

    private static final int MOST_OUTPUT = 200_000;

    private final Agents agents;
    private final RunStore store;
    private final Journal journal;
    private final Beginnings beginnings;
    private final Steering steering;
    private final Forks forks;
    private final Engine engine;

    Reruns(
            Agents agents,
            RunStore store,
            Journal journal,
            Beginnings beginnings,
            Steering steering,
            Forks forks,
            Engine engine) {
        this.agents = agents;
        this.store = store;
        this.journal = journal;
        this.beginnings = beginnings;
        this.steering = steering;
        this.forks = forks;
        this.engine = engine;
    }

    /** Which release another run is of. */
    enum Release {
        SAME,
        NEWEST
    }

    /**
     * Goes on where a run failed or was cancelled.
     *
     * @param budget what it may use, as in a definition; null for what held before
     * @throws RefusedException if it is not theirs, has not ended, or came to its answer
     */
    void retry(UUID id, @Nullable JsonNode budget) {
        Run run = store.get(id);
        requireUsual(run);
        if (!run.own()) {
            throw RefusedException.forbidden(
                    "the run is on somebody else's account; fork it to go on with it on yours");
        }
        if (run.parent() != null) {
            throw RefusedException.conflict("Run " + id + " belongs to run " + run.parent()
                    + "; have that one go on, or run the agent by itself");
        }
        int seconds = 0;
        if (budget != null) {
            if (!Identity.current().may(Permission.BUILD_AGENTS)) {
                throw RefusedException.forbidden("who builds agents says what a run may use");
            }
            List<Problem> problems = new ArrayList<>();
            Budget read = Budget.read(budget, problems);
            if (!problems.isEmpty()) {
                Problem first = problems.getFirst();
                throw new IllegalArgumentException("field '" + first.field() + "': " + first.detail());
            }
            seconds = read.seconds();
        }
        if (!steering.goOn(id, budget == null ? null : budget.toString(), seconds)) {
            throw RefusedException.conflict(
                    "Run " + id + " is " + store.get(id).state() + "; only one that FAILED or was CANCELLED goes on");
        }
        journal.leg(id).ifPresent(engine::go);
    }

    /** @throws RefusedException if it is one of an evaluation, whose verdict stands on what it did */
    static void requireUsual(Run run) {
        if (run.evaluation() != null) {
            throw RefusedException.conflict("Run " + run.id() + " is a case of evaluation " + run.evaluation()
                    + ", in which nothing was done outside; evaluate again, or start a run with its input");
        }
    }

    /**
     * What a fork is told.
     *
     * @param at position of a step: what hangs on it is done again, and it itself, too; null for the end of what was done
     * @param input what it is started with, in place of what the other run was; null for that
     * @param output what the step gave, in place of what it did; null where it is done again
     */
    record Wanted(
            @Nullable String at,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            Release release) {}

    /**
     * Begins a run in the middle of another.
     *
     * @throws RefusedException if there is no such step, it can't be put otherwise, the release does not fit, or a decision would be kept that
     *     who asks could not have made
     * @throws IllegalArgumentException if the input does not fit its schema
     */
    Run fork(UUID id, Wanted wanted) {
        Run.Whole origin = store.whole(id);
        requireUsual(origin.run());
        if (origin.run().replay() != null) {
            throw RefusedException.conflict(
                    "Run " + id + " is a replay, in which nothing was done outside; begin in the run that it replays: "
                            + origin.run().origin());
        }
        int release = release(origin.run(), wanted.release());
        Definition definition = agents.definition(origin.run().agent(), release);
        JsonNode given = wanted.input();
        JsonNode input = given == null ? origin.run().input() : given;
        definition.input().require(input);
        String at = wanted.at() == null ? "" : wanted.at();
        List<Run.Step> kept = kept(origin, at, wanted.output());
        Fitting.misfit(definition, kept).ifPresent(step -> {
            throw RefusedException.conflict("Release " + release + " has no node '" + step.node() + "' of kind "
                    + step.kind() + " at position '" + step.position()
                    + "'; begin at that step or before, or with release "
                    + origin.run().release());
        });
        requireDecisions(origin, kept);
        Leg leg = forks.begin(
                new Forks.Fork(
                        id,
                        origin.run().agent(),
                        release,
                        kept.stream().map(Run.Step::position).toList(),
                        at,
                        input,
                        wanted.output(),
                        definition.budget().seconds()),
                Identity.current().tenant());
        engine.go(leg);
        return store.get(leg.run());
    }

    private int release(Run run, Release which) {
        return which == Release.SAME
                ? run.release()
                : agents.released(run.agent(), Which.DEFAULT).number();
    }

    private static List<Run.Step> kept(Run.Whole origin, String at, @Nullable JsonNode output) {
        if (at.isEmpty() && output != null) {
            throw new IllegalArgumentException(
                    "output is given without at; expected the position of the step that gave it");
        }
        Run.Step from = origin.steps().stream()
                .filter(step -> step.position().equals(at))
                .findFirst()
                .orElse(null);
        if (from == null && !at.isEmpty()) {
            throw RefusedException.absent("Run " + origin.run().id() + " has done nothing at position '" + at + "'");
        }
        if (from != null && output != null) {
            requireEdit(from, output);
        }
        return origin.steps().stream()
                .filter(step -> !step.kind().equals("answer"))
                .filter(step -> at.isEmpty()
                        || (step.position().equals(at) ? output != null : !Position.isAfter(step.position(), at)))
                .toList();
    }

    private static void requireEdit(Run.Step step, JsonNode output) {
        if (NOT_EDITED.contains(step.kind())) {
            throw RefusedException.conflict(
                    "What node '" + step.node() + "' of kind " + step.kind() + " gave can't be put otherwise"
                            + (step.kind().equals("input") ? "; give input" : "; begin there"));
        }
        if (!output.isObject()
                || output.toString().length() > MOST_OUTPUT
                || output.toString().contains("\\u0000")) {
            throw new IllegalArgumentException("output is no object of " + MOST_OUTPUT
                    + " characters at most without zero characters; expected one such as {\"text\": \"…\"}");
        }
    }

    /** A yes that was given to something else is none: who keeps it must be somebody who could have given it. */
    private static void requireDecisions(Run.Whole origin, List<Run.Step> kept) {
        List<String> positions = kept.stream().map(Run.Step::position).toList();
        origin.approvals().stream()
                .filter(approval -> positions.contains(approval.position()))
                .filter(approval -> approval.by() == Node.Decider.ADMIN)
                .filter(approval -> !Runs.decidesAsAdmin(Identity.current()))
                .findFirst()
                .ifPresent(approval -> {
                    throw RefusedException.conflict("The decision at position '" + approval.position()
                            + "' was an administrator's, and is not yours to use again; begin there or before");
                });
    }

    /**
     * Walks a release with what another run was told: nothing outside is done, and nobody is asked.
     *
     * @throws IllegalArgumentException if its input does not fit the release
     */
    Run replay(UUID id, Release which, Leg.Replay replay) {
        Run origin = store.get(id);
        requireUsual(origin);
        int release = release(origin, which);
        Definition definition = agents.definition(origin.agent(), release);
        definition.input().require(origin.input());
        Leg leg = beginnings.begin(
                origin.agent(),
                release,
                origin.input(),
                Identity.current().tenant(),
                definition.budget().seconds(),
                new Leg.Terms(null, id, replay, false, null));
        engine.go(leg);
        return store.get(leg.run());
    }
}
