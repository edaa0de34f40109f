package org.liaoyuan.server.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Budget;
import org.liaoyuan.server.agent.definition.Callee;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.InputSchema;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.store.Node;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs that other runs begin and wait for. Such a run is a row like any other; that its parent waits for it is said by that row alone. When
 * it has ended, the parent has another leg ({@link RunsBelow}), which comes by the node again and finds what came of it.
 *
 * <p>INVARIANT: whoever writes holds the row of the run above before that of the run below. One node of one run begins one run: its id
 * follows from theirs.
 */
@Component
class Below {

    private static final int MOST_INPUT = 500_000;

    private final SystemDatabase database;
    private final JsonMapper json;
    private final Node process;
    private final RunNews changes;
    private final Agents agents;
    private final RunKeys keys;

    Below(SystemDatabase database, JsonMapper json, Node process, RunNews changes, Agents agents, RunKeys keys) {
        this.database = database;
        this.json = json;
        this.process = process;
        this.changes = changes;
        this.agents = agents;
        this.keys = keys;
    }

    static UUID id(UUID parent, String position) {
        return UUID.nameUUIDFromBytes((parent + " " + position + " agent").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * How it stands with a node that runs another agent.
     *
     * @param done what it gave; null where it is waited for
     * @param since when it was begun
     * @param begun whether the run is to be set going
     */
    record Standing(NodeWork.@Nullable Done done, Instant since, boolean begun) {}

    /**
     * Begins the run of a node, or finds out what came of it.
     *
     * @param budget of the run above
     * @throws NodeFailure if it can't be begun, or came to no answer
     */
    Standing look(
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.SubAgent node,
            Map<String, JsonNode> outputs,
            Budget budget) {
        UUID id = id(leg.run(), position);
        Optional<Other> other = find(id);
        if (other.isPresent() && !other.get().state().isEnd()) {
            return new Standing(null, other.get().startedAt(), false);
        }
        if (other.isPresent() && !other.get().goesOn()) {
            return new Standing(outcome(other.get()), other.get().startedAt(), false);
        }
        requireOpen(leg);
        Callee.Pin pin = agents.calls(leg.agent(), leg.release()).get(node.id());
        if (pin == null) {
            throw new NodeFailure(NodeFailure.Reason.INTERNAL, "the release does not say which agent the node runs");
        }
        Definition definition = agents.definition(pin.agent(), pin.release());
        Begin begin =
                new Begin(leg, position, node, pin, definition.budget(), input(definition.input(), node, outputs));
        boolean begun = database.ask(jdbc -> begin(jdbc, id, begin, budget));
        if (begun) {
            changes.tell(id, RunNews.What.STATE);
            changes.tell(leg.run(), RunNews.What.STEP);
        }
        return new Standing(null, Instant.now(), begun);
    }

    private record Begin(
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.SubAgent node,
            Callee.Pin pin,
            Budget own,
            ObjectNode input) {}

    private void requireOpen(Leg leg) {
        try {
            Identity who = keys.who(leg);
            if (!who.may(Permission.RUN_AGENTS)) {
                throw new NodeFailure(
                        NodeFailure.Reason.NOT_OPEN, "who started the run, or their key, may not run agents any more");
            }
        } catch (RefusedException e) {
            throw new NodeFailure(NodeFailure.Reason.NOT_OPEN, String.valueOf(e.getMessage()));
        }
    }

    /** @throws NodeFailure if it does not fit the other agent's schema */
    static ObjectNode input(
            InputSchema schema,
            org.liaoyuan.server.agent.definition.Node.SubAgent node,
            Map<String, JsonNode> outputs) {
        ObjectNode input = schema.filled(node.input(), text -> References.fill(text, outputs));
        for (Definition.Problem problem : schema.check(input)) {
            throw new NodeFailure(
                    NodeFailure.Reason.VALUE,
                    "the agent '" + node.agent() + "' can't be started with this input: field '" + problem.field()
                            + "': " + problem.detail());
        }
        if (input.toString().length() > MOST_INPUT) {
            throw new NodeFailure(
                    NodeFailure.Reason.TOO_LONG, "the input has more than " + MOST_INPUT + " characters in all");
        }
        return input;
    }

    /** @return whether the run is on its way since now */
    private boolean begin(JdbcClient jdbc, UUID id, Begin begin, Budget budget) {
        UUID parent = begin.leg().run();
        Optional<Integer> depth = jdbc.sql(
                        "update agent_run set limits = cast(? as jsonb) where id = ? and leg = ? and state = 'RUNNING' returning depth")
                .params(budget.json().toString(), parent, begin.leg().number())
                .query(Integer.class)
                .optional();
        if (depth.isEmpty()) {
            // the run has gone on without this leg, which finds that out as it comes to rest
            return false;
        }
        if (depth.get() >= Definition.DEEPEST) {
            throw Budget.limit(Definition.DEEPEST + " agents in each other");
        }
        Optional<Boolean> goesOn = jdbc.sql("select goes_on from agent_run where id = ? for update")
                .param(id)
                .query(Boolean.class)
                .optional();
        if (goesOn.isPresent() && !goesOn.get()) {
            return false;
        }
        Budget.Used before = goesOn.isEmpty() ? new Budget.Used(0, 0, 0, false) : used(jdbc, id);
        Budget.Used used = used(jdbc, parent);
        budget.against(used, begin.node()).ifPresent(over -> {
            throw over;
        });
        Budget limit = budget.below(used, begin.own(), before);
        if (goesOn.isPresent()) {
            Steering.goOn(jdbc, process, id, limit.json().toString(), 0);
        } else {
            insert(jdbc, id, begin);
        }
        jdbc.sql("""
                        update agent_run set told_leg = null, goes_on = false, budget = cast(:budget as jsonb),
                          due_at = least((select p.due_at from agent_run p where p.id = :parent),
                            now() + nullif(:seconds, 0) * interval '1 second')
                        where id = :id""")
                .param("budget", limit.json().toString())
                .param("parent", parent)
                .param("seconds", begin.own().seconds())
                .param("id", id)
                .update();
        return true;
    }

    private void insert(JdbcClient jdbc, UUID id, Begin begin) {
        jdbc.sql("""
                        insert into agent_run (id, organisation, person, agent, release, input, process, api_key, parent, parent_position,
                          parent_node, depth)
                        select :id, organisation, person, :agent, :release, cast(:input as jsonb), :process, api_key, id, :position,
                          :node, depth + 1 from agent_run where id = :parent""")
                .param("id", id)
                .param("agent", begin.pin().agent())
                .param("release", begin.pin().release())
                .param("input", begin.input().toString())
                .param("process", process.id())
                .param("position", begin.position())
                .param("node", begin.node().id())
                .param("parent", begin.leg().run())
                .update();
    }

    private static Budget.Used used(JdbcClient jdbc, UUID run) {
        return jdbc.sql("""
                        select sum(s.steps) as steps, sum(s.tokens) as tokens, sum(s.yuan) as yuan from (
                          select steps, tokens, yuan from agent_run where id = :run
                          union all select b.steps, b.tokens, b.yuan from agent_below(:run) b) s""")
                .param("run", run)
                .query((row, n) ->
                        new Budget.Used(row.getInt("steps"), row.getLong("tokens"), row.getDouble("yuan"), false))
                .single();
    }

    /** Why a node of a run below others is not begun: a limit of one above is reached by all that runs below it. */
    Optional<NodeFailure> limit(UUID run, org.liaoyuan.server.agent.definition.Node node) {
        Map<UUID, String> above = new HashMap<>();
        return database.ask(jdbc -> {
            jdbc.sql("""
                            with recursive above as (
                              select p.id, p.parent, p.limits from agent_run u join agent_run p on p.id = u.parent where u.id = ?
                              union all select p.id, p.parent, p.limits from above a join agent_run p on p.id = a.parent)
                            select id, limits from above where limits is not null""")
                    .param(run)
                    .query((row, n) -> above.put(row.getObject("id", UUID.class), row.getString("limits")))
                    .list();
            return above.entrySet().stream()
                    .flatMap(each -> Budget.read(json.readTree(each.getValue()), new ArrayList<>())
                            .against(used(jdbc, each.getKey()), node)
                            .stream())
                    .findFirst();
        });
    }

    /** A run below another. */
    private record Other(
            UUID id,
            String name,
            int release,
            JsonNode input,
            Run.State state,
            JsonNode answer,
            String failedNode,
            String failure,
            String detail,
            boolean goesOn,
            Instant startedAt,
            int promptTokens,
            int completionTokens,
            double joules,
            double yuan) {}

    private Optional<Other> find(UUID id) {
        return database.ask(jdbc -> jdbc.sql("""
                        select u.*, r.definition ->> 'name' as name, s.* from agent_run u
                          join agent_release r on r.agent = u.agent and r.number = u.release
                          cross join lateral (select coalesce(sum(prompt_tokens), 0) as prompt, coalesce(sum(completion_tokens), 0) as completion,
                            coalesce(sum(joules), 0) as joules_all, coalesce(sum(yuan), 0) as yuan_all
                            from agent_step where run = u.id and not copied) s
                        where u.id = ?""")
                .param(id)
                .query((row, n) -> new Other(
                        id,
                        row.getString("name"),
                        row.getInt("release"),
                        json.readTree(row.getString("input")),
                        Run.State.valueOf(row.getString("state")),
                        row.getString("output") == null ? NodeWork.text("") : json.readTree(row.getString("output")),
                        row.getString("failed_node"),
                        row.getString("failure"),
                        row.getString("detail"),
                        row.getBoolean("goes_on"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getInt("prompt"),
                        row.getInt("completion"),
                        row.getDouble("joules_all"),
                        row.getDouble("yuan_all")))
                .optional());
    }

    private NodeWork.Done outcome(Other ended) {
        // nobody need be told any more
        database.run(jdbc -> jdbc.sql("update agent_run set told_leg = 0 where id = ? and told_leg is null")
                .param(ended.id())
                .update());
        if (ended.state() != Run.State.DONE) {
            throw failure(ended);
        }
        ObjectNode given =
                JsonNodeFactory.instance.objectNode().put("agent", ended.name()).put("release", ended.release());
        given.set("input", ended.input());
        ObjectNode output = NodeWork.text(ended.answer().path("text").asString(""))
                .put("run", ended.id().toString())
                .put("status", ended.state().name());
        if (ended.answer().has("data")) {
            output.set("data", ended.answer().path("data"));
        }
        return new NodeWork.Done(
                given, output, "", ended.promptTokens(), ended.completionTokens(), ended.joules(), ended.yuan());
    }

    /** Where a person ended the run below, or its key works no more, that holds for the run above as well. */
    private static NodeFailure failure(Other ended) {
        String what = "run " + ended.id() + " of agent '" + ended.name() + "' ";
        if (ended.state() == Run.State.CANCELLED) {
            return new NodeFailure(NodeFailure.Reason.AGENT, what + "was cancelled");
        }
        NodeFailure.Reason reason = NodeFailure.Reason.valueOf(ended.failure());
        boolean isAlsoHere = reason == NodeFailure.Reason.OUTCOME || reason == NodeFailure.Reason.KEY;
        return new NodeFailure(
                isAlsoHere ? reason : NodeFailure.Reason.AGENT,
                what + "failed" + (ended.failedNode().isEmpty() ? "" : " at node " + ended.failedNode()) + ": " + reason
                        + (ended.detail().isEmpty() ? "" : ": " + ended.detail()));
    }
}
