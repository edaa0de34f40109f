package org.liaoyuan.server.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Nodes of a leg as steps of the engine: one that is done is not done again, whatever happens to the process.
 *
 * <p>The engine keeps of a step only how it ended; what it was given and what came of it is in our own tables, where row-level security,
 * backups and the deletion of a person reach it. A step whose row is there already, because the process was killed before the engine
 * heard of it, is taken from there.
 */
final class Steps {

    /** How steps end, as the engine keeps it: not to be renamed. */
    private enum How {
        DONE,
        WAITS,
        OVER
    }

    /** Does a node, or says what came of its insides. */
    interface Doing {
        NodeWork.Done done() throws InterruptedException;
    }

    private final Attempts attempts;
    private final Journal journal;
    private final Waits waits;
    private final RunStore runs;
    private final NodeWork work;
    private final Leg leg;
    private final Budget budget;

    /** What legs before this one recorded, by position. */
    private final Map<String, JsonNode> before;

    /**
     * Of one leg, or of a branch of it.
     *
     * @param place of the branch; empty for all of it
     */
    Steps(Walker.Parts parts, Leg leg, Budget budget, String place) {
        this.attempts = new Attempts(parts.dbos(), parts.stopping());
        this.journal = parts.journal();
        this.waits = parts.waits();
        this.runs = parts.runs();
        this.work = parts.work();
        this.leg = leg;
        this.budget = budget;
        this.before = runs.outputsBefore(leg, place);
    }

    /** Whether it was done before this leg began: all that leads here was, too. */
    boolean isBefore(String position) {
        return before.containsKey(position);
    }

    /** Does a node and says what it gave. */
    JsonNode output(String position, Node node, Map<String, JsonNode> outputs) throws Halt {
        if (node instanceof Node.Act act) {
            ToolWork.Use use = work.tools().use(leg, position, act, outputs, () -> journal.isWanted(leg));
            return output(position, node, outputs, use::done);
        }
        return output(position, node, outputs, () -> work.todo(leg, node, outputs, () -> journal.isWanted(leg)));
    }

    /** Records what a node gave that was done as steps of their own. */
    JsonNode output(String position, Node node, JsonNode gave) throws Halt {
        return output(position, node, Map.of(), () -> NodeWork.Done.of(gave));
    }

    private JsonNode output(String position, Node node, Map<String, JsonNode> outputs, Doing doing) throws Halt {
        JsonNode earlier = before.get(position);
        if (earlier != null) {
            return earlier;
        }
        How how = How.valueOf(run(node.id(), () -> once(position, node, outputs, doing), node.id()));
        if (how != How.DONE) {
            throw new Halt(how == How.WAITS);
        }
        return runs.output(leg.run(), position);
    }

    /** Puts the run to rest, or says that the leg after this one may begin. */
    boolean goesOn() throws Halt {
        return Waits.Rest.valueOf(run("rest", () -> waits.rest(leg), "")) == Waits.Rest.ON;
    }

    private String run(String name, Attempts.Step step, String node) throws Halt {
        try {
            return attempts.run(name, step);
        } catch (NodeFailure e) {
            throw failed(node, e);
        }
    }

    /** Ends the run, and what else is being done for it here. */
    Halt failed(String node, NodeFailure why) {
        journal.fail(leg, node, why);
        work.stop(leg.run());
        return new Halt(false);
    }

    private How once(String position, Node node, Map<String, JsonNode> outputs, Doing doing)
            throws InterruptedException {
        Optional<Journal.Standing> standing = journal.standing(leg, position);
        if (standing.isEmpty()) {
            return How.OVER;
        }
        if (standing.get().isDone()) {
            return How.DONE;
        }
        Instant begun = Instant.now();
        try {
            budget.against(standing.get().used(), node).ifPresent(limit -> {
                throw limit;
            });
            return switch (node) {
                case Node.Approval approval -> {
                    waits.ask(leg, position, approval, References.fill(approval.question(), outputs));
                    yield How.WAITS;
                }
                case Node.Wait wait -> {
                    waits.pause(leg, position, wait, until(wait, outputs));
                    yield How.WAITS;
                }
                case Node.Act act -> {
                    NodeWork.Done done = doing.done();
                    if (done == ToolWork.ASKS) {
                        yield How.WAITS;
                    }
                    yield journal.record(leg, new Journal.Entry(position, node, done, begun)) ? How.DONE : How.OVER;
                }
                case Node.Answer answer -> {
                    journal.finish(leg, new Journal.Entry(position, node, doing.done(), begun));
                    yield How.OVER;
                }
                default ->
                    journal.record(leg, new Journal.Entry(position, node, doing.done(), begun)) ? How.DONE : How.OVER;
            };
        } catch (NodeFailure e) {
            failed(node.id(), e);
            return How.OVER;
        }
    }

    private static @Nullable Instant until(Node.Wait wait, Map<String, JsonNode> outputs) {
        if (wait.at().isEmpty()) {
            return null;
        }
        String at = References.fill(wait.at(), outputs).strip();
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw new NodeFailure(
                    NodeFailure.Reason.VALUE,
                    "'" + (at.length() > 100 ? at.substring(0, 100) : at)
                            + "' is no time; expected one such as 2026-12-01T09:00:00+08:00");
        }
    }
}
