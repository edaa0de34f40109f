package org.liaoyuan.server.agent;

import java.util.UUID;
import java.util.function.BiConsumer;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.InputSchema;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Starts runs, whichever door it is asked at. */
@Component
public class Starts {

    private final Agents agents;
    private final Beginnings beginnings;
    private final Engine engine;
    private final Opening opening;

    Starts(Agents agents, Beginnings beginnings, Engine engine, Opening opening) {
        this.opening = opening;
        this.agents = agents;
        this.beginnings = beginnings;
        this.engine = engine;
    }

    /**
     * Everything about a start is known and fits.
     *
     * @param seconds that the run may take; 0 for any time
     */
    public record Ready(UUID agent, int release, JsonNode input, int seconds) {}

    /** Written in the transaction in which a run is begun, given its id. */
    public interface Also extends BiConsumer<JdbcClient, UUID> {

        Also NOTHING = (jdbc, run) -> {};

        default Also and(Also other) {
            return (jdbc, run) -> {
                accept(jdbc, run);
                other.accept(jdbc, run);
            };
        }
    }

    /**
     * Looks at everything, and starts nothing.
     *
     * @param door at which it is asked for
     * @throws RefusedException if there is no such release, or it is not open at that door
     * @throws IllegalArgumentException if the input does not fit its schema
     */
    public Ready ready(UUID agent, Which which, JsonNode input, Channel door) {
        int release = agents.number(agent, which);
        Definition definition = open(agent, release, door);
        for (Problem problem : definition.input().check(input)) {
            throw new IllegalArgumentException(
                    "The agent can't be started with this input: field '" + problem.field() + "': " + problem.detail());
        }
        return new Ready(agent, release, input, definition.budget().seconds());
    }

    /** What a release is started with; throws as {@link #ready} does. */
    public InputSchema schema(UUID agent, Which which, Channel door) {
        return open(agent, agents.number(agent, which), door).input();
    }

    private Definition open(UUID agent, int release, Channel door) {
        Definition definition = agents.definition(agent, release);
        if (!definition.channels().contains(door)) {
            throw RefusedException.forbidden("release " + release + " of '" + definition.name() + "' is not open to "
                    + door.written() + "; its channels are " + Channel.written(definition.channels()));
        }
        return definition;
    }

    /** On the account of who sends this request, by their key if they showed one. */
    public UUID start(Ready ready, Also also) {
        Beginnings.Started started = begin(ready, also);
        go(started);
        return started.leg().run();
    }

    /** Writes a run of who sends this request down; {@link #go} has to follow it. */
    public Beginnings.Started begin(Ready ready, Also also) {
        Identity who = Identity.current();
        Also withKey = who.key().isEmpty()
                ? also
                : also.and((jdbc, run) -> jdbc.sql("update agent_run set api_key = ? where id = ?")
                        .params(UUID.fromString(who.key()), run)
                        .update());
        return begin(ready, who.tenant(), withKey);
    }

    /** Writes a run down, in the transaction of who calls; {@link #go} has to follow it. */
    public Beginnings.Started begin(Ready ready, Tenant owner, Also also) {
        return beginnings.begin(
                ready.agent(),
                ready.release(),
                ready.input(),
                owner,
                ready.seconds(),
                Leg.Terms.USUAL,
                also,
                opening::of);
    }

    /** Has it walked, if there is anything left to do. */
    public void go(Beginnings.Started started) {
        if (!started.isOver()) {
            engine.go(started.leg());
        }
    }
}
