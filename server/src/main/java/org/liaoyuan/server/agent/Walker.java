package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowClassName;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Walks legs of runs and their branches, whenever the engine says so: for the first time, or again after a kill. */
@WorkflowClassName("org.liaoyuan.agent.walker")
final class Walker implements Walk {

    private static final JsonMapper JSON = new JsonMapper();

    private final Parts parts;
    private @Nullable Walk self;

    Walker(Parts parts) {
        this.parts = parts;
    }

    /**
     * What walking needs.
     *
     * @param starting sets a leg going that is no part of the workflow in which it is begun
     * @param stopping whether the process ends: what fails then fails for that, and goes on at the next start
     */
    record Parts(
            DBOS dbos,
            Journal journal,
            Waits waits,
            Agents agents,
            RunStore runs,
            NodeWork work,
            Below below,
            RunsBelow ends,
            RunNews changes,
            Consumer<Leg> starting,
            BooleanSupplier stopping) {}

    /** Through which the engine is told of workflows inside of others. */
    void through(Walk proxy) {
        self = proxy;
    }

    private Walk self() {
        if (self == null) {
            throw new IllegalStateException("the engine does not know this walker yet");
        }
        return self;
    }

    @Override
    @Workflow(name = "leg")
    public void walk(String run, int number) {
        var unused = parts.journal()
                .walked(UUID.fromString(run), number)
                .map(begun -> begun.leg().owner().ask(() -> {
                    walk(begun);
                    return begun;
                }));
    }

    private void walk(Journal.Begun begun) {
        Leg leg = begun.leg();
        Definition definition = parts.agents().definition(leg.agent(), leg.release());
        Steps steps = new Steps(parts, begun, definition, "");
        try {
            new Course(parts, self(), leg, definition, steps)
                    .walk("", definition.first().id(), "", new Trail(definition));
        } catch (Halt halt) {
            if (halt.waits && goesOn(steps)) {
                Leg next = leg.next();
                var unused = parts.dbos()
                        .startWorkflow(
                                () -> self().walk(next.run().toString(), next.number()),
                                new StartWorkflowOptions(next.id()));
            }
        }
        if (leg.terms().isBelow()) {
            parts.ends().wake(leg.run()).flatMap(parts.journal()::leg).ifPresent(parts.starting());
        }
    }

    private static boolean goesOn(Steps steps) {
        try {
            return steps.goesOn();
        } catch (Halt halt) {
            return false;
        }
    }

    @Override
    @Workflow(name = "branch")
    public String branch(String run, int number, String place, String first, String join, String passed) {
        Map<String, String> positions = JSON.readValue(passed, new TypeReference<Map<String, String>>() {});
        Function<Journal.Begun, Passage> way = begun -> branch(begun, place, first, join, positions);
        Passage passage = parts.journal()
                .walked(UUID.fromString(run), number)
                .map(begun -> begun.leg().owner().ask(() -> way.apply(begun)))
                .orElseGet(() -> Passage.halted(new Halt(false)));
        return JSON.writeValueAsString(passage);
    }

    private Passage branch(
            Journal.Begun begun, String place, String first, String join, Map<String, String> positions) {
        Leg leg = begun.leg();
        Definition definition = parts.agents().definition(leg.agent(), leg.release());
        Steps steps = new Steps(parts, begun, definition, place);
        Trail trail = Trail.of(definition, positions, parts.runs().outputs(leg.run(), positions.values()));
        try {
            Course.Last last = new Course(parts, self(), leg, definition, steps).walk(place, first, join, trail);
            return new Passage(Passage.How.PASSED, trail.positions(), last.position());
        } catch (Halt halt) {
            return Passage.halted(halt);
        }
    }
}
