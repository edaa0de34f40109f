package org.liaoyuan.server.agent;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Budget;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.agent.definition.Storable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Nodes of a leg as steps of the engine: one that is done is not done again, whatever happens to the process.
 *
 * <p>The engine keeps of a step only how it ended; what it was given and what came of it is in our own tables, where row-level security,
 * backups and the deletion of a person reach it. A step whose row is there already, because the process was killed before the engine
 * heard of it, is taken from there. Of nodes that only compute the engine hears nothing: their row is all there is to know.
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

        /** What it was given, as far as that is known; for one that failed. */
        default JsonNode given() {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private final Attempts attempts;
    private final BooleanSupplier stopping;
    private final Journal journal;
    private final Waits waits;
    private final RunStore runs;
    private final NodeWork work;
    private final Leg leg;
    private final Budget budget;
    private final Told told;
    private final Below below;
    private final Consumer<Leg> starting;

    /** What legs before this one recorded, by position. */
    private final Map<String, JsonNode> before = new HashMap<>();

    /** What this leg recorded before its process was killed, by position. */
    private final Map<String, JsonNode> found = new HashMap<>();

    /** Whether nobody else records steps of this run meanwhile. */
    private final boolean alone;

    /** What the node gave that was recorded last, as it is kept; null where that is not known. */
    private @Nullable JsonNode gave;

    /** How it stands since the step that was recorded last; null where that is not known. */
    private Journal.@Nullable Standing known;

    /**
     * Of one leg, or of a branch of it.
     *
     * @param place of the branch; empty for all of it
     */
    Steps(Walker.Parts parts, Journal.Begun begun, Definition definition, String place) {
        this.attempts = new Attempts(parts.dbos(), parts.stopping());
        this.stopping = parts.stopping();
        this.journal = parts.journal();
        this.waits = parts.waits();
        this.runs = parts.runs();
        this.work = parts.work();
        this.leg = begun.leg();
        this.budget = definition.budget().with(leg.terms().budget());
        this.told = Told.of(leg, definition, parts.journal());
        this.below = parts.below();
        this.starting = parts.starting();
        this.alone = place.isEmpty();
        if (begun.isNew()) {
            this.known = begun.standing();
            return;
        }
        for (RunStore.Recorded one : runs.recorded(leg.run(), place)) {
            (one.leg() < leg.number() ? before : found).put(one.position(), one.output());
        }
    }

    /** Whether it was done before this leg began: all that leads here was, too. */
    boolean isBefore(String position) {
        return before.containsKey(position);
    }

    /** Does a node and says what it gave. */
    JsonNode output(String position, Node node, Map<String, JsonNode> outputs) throws Halt {
        if (node instanceof Node.Act act) {
            ToolWork.Use use = work.tools().use(leg, position, act, outputs, () -> journal.isWanted(leg));
            return output(position, node, outputs, use);
        }
        if (node instanceof Node.Model model) {
            return output(
                    position, node, outputs, work.models().asking(leg, model, outputs, () -> journal.isWanted(leg)));
        }
        if (node instanceof Node.Check check && check.judge() != null) {
            Doing judging = work.models().judging(leg, check, check.judge(), outputs, () -> journal.isWanted(leg));
            return output(position, node, outputs, judging);
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
        if (node.computes() && found.containsKey(position)) {
            return found.get(position);
        }
        gave = null;
        Doing counted = node.failed().isEmpty() ? doing : attempts.new Counted(doing);
        Attempts.Step step = () -> once(position, node, outputs, counted);
        How how = How.valueOf(
                node.computes()
                        ? attempt(() -> attempts.compute(node.id(), step), node.id())
                        : attempt(() -> attempts.run(node.id(), step), node.id()));
        if (how != How.DONE) {
            throw new Halt(how == How.WAITS);
        }
        // one that the engine knew, or that was recorded before, was not done here
        return gave == null ? runs.output(leg.run(), position) : gave;
    }

    /** Puts the run to rest, or says that the leg after this one may begin. */
    boolean goesOn() throws Halt {
        return Waits.Rest.valueOf(attempt(() -> attempts.run("rest", () -> waits.rest(leg)), "")) == Waits.Rest.ON;
    }

    private String attempt(Supplier<String> step, String node) throws Halt {
        try {
            return step.get();
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
        Optional<Journal.Standing> standing = standing(position, node);
        known = null;
        if (standing.isEmpty()) {
            return How.OVER;
        }
        if (standing.get().isDone()) {
            return How.DONE;
        }
        if (standing.get().isPaused()) {
            return How.WAITS;
        }
        Instant begun = Instant.now();
        try {
            budget.against(standing.get().used(), node).ifPresent(limit -> {
                throw limit;
            });
            if (leg.terms().isBelow() && !node.computes()) {
                below.limit(leg.run(), node).ifPresent(limit -> {
                    throw limit;
                });
            }
            Optional<NodeWork.Done> said = told.done(position, node, outputs, doing);
            if (said.isPresent()) {
                boolean isCopied = leg.terms().replay() != null;
                Journal.Entry entry = new Journal.Entry(position, node, said.get(), begun, isCopied);
                return recorded(entry);
            }
            return switch (node) {
                case Node.Asking asking -> {
                    waits.ask(leg, position, asking, outputs);
                    yield How.WAITS;
                }
                case Node.Wait wait -> {
                    waits.pause(leg, position, wait, until(wait, outputs));
                    yield How.WAITS;
                }
                case Node.Event event -> {
                    waits.await(leg, position, event, outputs);
                    yield How.WAITS;
                }
                case Node.Act act -> {
                    NodeWork.Done done = doing.done();
                    if (done == ToolWork.ASKS) {
                        yield How.WAITS;
                    }
                    yield recorded(new Journal.Entry(position, node, done, begun));
                }
                case Node.SubAgent sub -> {
                    Below.Standing other = below.look(leg, position, sub, outputs, budget);
                    if (other.begun()) {
                        journal.leg(Below.id(leg.run(), position)).ifPresent(starting);
                    }
                    yield other.done() == null
                            ? How.WAITS
                            : recorded(new Journal.Entry(position, node, other.done(), other.since()));
                }
                case Node.Answer answer -> {
                    journal.finish(leg, new Journal.Entry(position, node, doing.done(), begun));
                    yield How.OVER;
                }
                default -> recorded(new Journal.Entry(position, node, doing.done(), begun));
            };
        } catch (NodeFailure e) {
            if (e.isHandled(node)) {
                if (stopping.getAsBoolean()) {
                    throw new StoppedError(e);
                }
                NodeWork.Done done = new NodeWork.Done(Storable.of(doing.given()), Storable.of(Handled.output(e)));
                return recorded(new Journal.Entry(position, node, done, begun));
            }
            failed(node.id(), e);
            return How.OVER;
        }
    }

    private How recorded(Journal.Entry entry) {
        Optional<Journal.Recorded> after = journal.record(leg, entry);
        known = after.map(Journal.Recorded::standing).orElse(null);
        gave = after.map(Journal.Recorded::output).orElse(null);
        return after.isPresent() ? How.DONE : How.OVER;
    }

    /**
     * How it stands before a node. After a step that was recorded here it is known without asking, if no branch beside this walk records
     * any: the next one was not done before, and its own record finds out whether the run still goes on. What costs something asks; so does
     * a join, before which branches recorded theirs.
     */
    private Optional<Journal.Standing> standing(String position, Node node) {
        return alone && known != null && node.computes() && !(node instanceof Node.Join)
                ? Optional.of(known)
                : journal.standing(leg, position);
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
