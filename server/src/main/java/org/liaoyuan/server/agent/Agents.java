package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Callee;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.DefinitionReader;
import org.liaoyuan.server.agent.definition.Tools;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Drafts and releases of the organisation that asks. */
@Repository
public class Agents {

    private static final String DRAFTS =
            "select a.*, (select max(r.number) from agent_release r where r.agent = a.id and r.number > 0) as released from agent a where ";

    /** Of several releases of an agent that which stands on prod, else the newest. */
    private static final String BY_DEFAULT =
            " order by r.agent, exists(select from agent_label l where l.agent = r.agent and l.release = r.number and l.label = 'prod') desc,"
                    + " r.number desc";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Tools tools;
    private final KnownReleases releases;

    Agents(JdbcClient jdbc, JsonMapper json, Tools tools, KnownReleases releases) {
        this.jdbc = jdbc;
        this.json = json;
        this.tools = tools;
        this.releases = releases;
    }

    private static String releases(String columns) {
        return "select distinct on (r.agent) " + columns + " from agent_release r where r.number > 0 and "
                + Tenant.ours("r");
    }

    List<Agent> list() {
        return jdbc.sql(DRAFTS + Tenant.OURS + " order by a.changed_at desc, a.id")
                .params(Tenant.current().parameters())
                .query(this::agent)
                .list();
    }

    /** @throws RefusedException if there is none */
    Agent get(UUID id) {
        return jdbc.sql(DRAFTS + "a.id = :id and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(this::agent)
                .optional()
                .orElseThrow(() -> RefusedException.missing("agent", id));
    }

    Agent create(JsonNode draft) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into agent (id, organisation, maker, draft)
                        values (:id, :organisation, :person, cast(:draft as json))""")
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("draft", draft.toString())
                .update();
        return get(id);
    }

    /** @throws RefusedException if somebody else has changed it meanwhile */
    Agent change(UUID id, int revision, JsonNode draft) {
        int changed = jdbc.sql(
                        "update agent set draft = cast(:draft as json), revision = revision + 1, changed_at = now()"
                                + " where id = :id and revision = :revision and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("revision", revision)
                .param("draft", draft.toString())
                .update();
        Agent now = get(id);
        if (changed == 0) {
            throw RefusedException.conflict(
                    "the draft was changed meanwhile: it has revision " + now.revision() + ", not " + revision);
        }
        return now;
    }

    /** @throws RefusedException if it was released: runs are pinned to that */
    void delete(UUID id) {
        Agent agent = get(id);
        int deleted = jdbc.sql("delete from agent a where a.id = :id and " + Tenant.OURS
                        + " and not exists (select from agent_release r where r.agent = a.id and r.number > 0)")
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
        if (deleted == 0) {
            throw RefusedException.conflict("'" + agent.name() + "' was released, and runs may be pinned to that");
        }
    }

    /** Begins another with the same draft. @param name of it; empty for the same */
    Agent copy(UUID id, String name) {
        JsonNode draft = get(id).draft().deepCopy();
        if (!name.isEmpty() && draft instanceof ObjectNode object) {
            object.put("name", name);
        }
        return create(draft);
    }

    /**
     * Makes a release of the draft.
     *
     * @throws RefusedException if the draft has problems, or was not evaluated as it asks for
     */
    @Transactional
    public Agent release(UUID id) {
        Agent agent = get(id);
        requireWhole(agent);
        // who comes second waits for the row, and makes the next number
        jdbc.sql("select id from agent where id = ? for update")
                .param(id)
                .query(UUID.class)
                .single();
        Definition definition = definition(agent);
        EvaluationGate.require(jdbc, agent, definition.evals());
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from agent_release where agent = ? and number > 0")
                .param(id)
                .query(Integer.class)
                .single();
        keep(agent, definition, number);
        return get(id);
    }

    /** @throws RefusedException if the draft has problems */
    static void requireWhole(Agent agent) {
        if (!agent.problems().isEmpty()) {
            Definition.Problem first = agent.problems().getFirst();
            throw RefusedException.conflict("the draft has " + agent.problems().size() + " problems; the first, at "
                    + (first.node().isEmpty() ? "the definition" : "node " + first.node()) + ", field '" + first.field()
                    + "': " + first.detail());
        }
    }

    /**
     * Keeps a draft without problems as it is now, with the plan of its goal and the releases that it runs.
     *
     * @param number of the release; below 0 for an evaluation
     */
    void keep(Agent agent, Definition definition, int number) {
        jdbc.sql("""
                        insert into agent_release (agent, number, organisation, definition, released_by, calls, plan)
                        values (:id, :number, :organisation, cast(:draft as json), :person, cast(:calls as jsonb),
                          cast(:plan as json))""")
                .params(Tenant.current().parameters())
                .param("id", agent.id())
                .param("number", number)
                .param("calls", pins(agent, definition).toString())
                .param("draft", agent.draft().toString())
                .param(
                        "plan",
                        agent.draft().has("goal")
                                ? DefinitionReader.planned(agent.draft(), tools).toString()
                                : null,
                        Types.VARCHAR)
                .update();
    }

    /** @throws IllegalStateException if the draft has problems */
    Definition definition(Agent agent) {
        return DefinitionReader.read(agent.draft(), tools, new Callees(this, agent.id()))
                .whole();
    }

    /** Which releases its nodes run from now on, by their ids. */
    private ObjectNode pins(Agent agent, Definition definition) {
        Callees callees = new Callees(this, agent.id());
        ObjectNode pins = json.createObjectNode();
        callees.of(definition.nodes().values(), new ArrayList<>())
                .forEach((node, callee) -> pins.putObject(node)
                        .put("agent", callee.pin().agent().toString())
                        .put("release", callee.pin().release()));
        return pins;
    }

    /** Which releases the nodes of a release run, by their ids. */
    Map<String, Callee.Pin> calls(UUID agent, int number) {
        Map<String, Callee.Pin> calls = new HashMap<>();
        jdbc.sql("select calls from agent_release where agent = :agent and number = :number and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("number", number)
                .query((row, n) -> json.readTree(row.getString(1)))
                .single()
                .forEachEntry((node, pin) -> calls.put(
                        node,
                        new Callee.Pin(
                                UUID.fromString(pin.path("agent").asString()),
                                pin.path("release").asInt())));
        return calls;
    }

    /** Of each agent the release that is run by default. */
    public List<Agent.Released> released() {
        return jdbc.sql(releases("r.*") + BY_DEFAULT)
                .params(Tenant.current().parameters())
                .query(this::newest)
                .list();
    }

    /** @throws RefusedException if there is no such release */
    public Agent.Released released(UUID agent, Which which) {
        return find("r.*", agent, which, this::newest);
    }

    /** Its number alone; throws as {@link #released} does. */
    int number(UUID agent, Which which) {
        return find("r.number", agent, which, (row, n) -> row.getInt("number"));
    }

    private <T> T find(String columns, UUID agent, Which which, RowMapper<T> read) {
        String narrowed = which.label() != null
                ? " and exists(select from agent_label l where l.agent = r.agent and l.release = r.number and l.label = :label)"
                : which.number() != null ? " and r.number = :number" : "";
        return jdbc.sql(releases(columns) + " and r.agent = :agent" + narrowed + BY_DEFAULT)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("number", which.number(), Types.INTEGER)
                .param("label", which.label() == null ? null : which.label().stored(), Types.VARCHAR)
                .query(read)
                .optional()
                .orElseThrow(() -> RefusedException.missing(which.toString(), agent));
    }

    /** What runs of this release do. */
    Definition definition(UUID agent, int number) {
        return releases.get(
                new KnownReleases.Key(Tenant.current().organisation(), agent, number), () -> read(agent, number));
    }

    private Definition read(UUID agent, int number) {
        return jdbc.sql(
                        "select coalesce(plan, definition) from agent_release where agent = :agent and number = :number and "
                                + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("number", number)
                .query((row, n) -> DefinitionReader.released(json.readTree(row.getString(1)), tools))
                .single();
    }

    private Agent agent(ResultSet row, int number) throws SQLException {
        JsonNode draft = json.readTree(row.getString("draft"));
        @Nullable Integer released = row.getObject("released", Integer.class);
        return new Agent(
                row.getObject("id", UUID.class),
                draft.path("name").asString(""),
                draft,
                row.getInt("revision"),
                DefinitionReader.read(draft, tools, new Callees(this, row.getObject("id", UUID.class)))
                        .problems(),
                released,
                row.getTimestamp("changed_at").toInstant());
    }

    private Agent.Released newest(ResultSet row, int number) throws SQLException {
        JsonNode definition = json.readTree(row.getString("definition"));
        return new Agent.Released(
                row.getObject("agent", UUID.class),
                row.getInt("number"),
                definition.path("name").asString(""),
                definition.path("description").asString(""),
                definition.has("input") ? definition.path("input") : json.createObjectNode(),
                definition.get("output"),
                Channel.of(definition),
                row.getTimestamp("released_at").toInstant());
    }
}
