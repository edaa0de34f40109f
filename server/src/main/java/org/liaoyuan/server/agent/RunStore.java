package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs as those see them whose they are, and owners and administrators of their organisation. */
@Repository
public class RunStore {

    private static final String RUNS =
            "select u.*, r.definition ->> 'name' as name, u.person = :person as own from agent_run u join agent_release r on r.agent = u.agent and r.number = u.release"
                    + " where " + Tenant.seen("u");

    private static final String WAITS = "select * from agent_wait where run = :run and " + Tenant.SEEN;

    /** Who was told of a question w, as JSON of {@link Run.Told}. */
    private static final String TOLD = """
            (select json_agg(json_build_object('way', n.way, 'person', n.told, 'sentAt', n.sent_at, 'problem', n.problem,
              'again', n.next_at is not null) order by n.created_at, n.way desc, n.id)
            from agent_notice n where n.run = w.run and n.position = w.position) as told""";

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The newest first, {@value MOST} at most, without those of evaluations. */
    public List<Run> list() {
        return jdbc.sql(RUNS + " and u.evaluation is null order by u.started_at desc, u.id limit " + MOST)
                .params(Tenant.current().parameters())
                .query(this::run)
                .list();
    }

    /** All that are of who asks, the oldest first. */
    List<Run> own() {
        return jdbc.sql(RUNS + " and u.person = :person order by u.started_at, u.id")
                .params(Tenant.current().parameters())
                .query(this::run)
                .list();
    }

    /** @throws RefusedException if there is none */
    public Run get(UUID id) {
        return find(id).orElseThrow(() -> RefusedException.missing("run", id));
    }

    public Optional<Run> find(UUID id) {
        return jdbc.sql(RUNS + " and u.id = :id")
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(this::run)
                .optional();
    }

    public Run.Whole whole(UUID id) {
        return new Run.Whole(get(id), steps(id, 0), approvals(id), pauses(id), awaited(id), outcomes(id), below(id));
    }

    /** Those after this number, in the order in which they were done. */
    public List<Run.Step> steps(UUID run, int after) {
        return jdbc.sql("select * from agent_step where run = :run and number > :after and " + Tenant.SEEN
                        + " order by number")
                .params(Tenant.current().parameters())
                .param("run", run)
                .param("after", after)
                .query(this::step)
                .list();
    }

    /** What a leg recorded. */
    record Recorded(String position, int leg, JsonNode output) {}

    /**
     * What was recorded so far.
     *
     * @param place of a branch, and what is inside alone is told; empty for all
     */
    List<Recorded> recorded(UUID run, String place) {
        return jdbc.sql(
                        "select position, leg, output from agent_step where run = :run and starts_with(position, :place) and "
                                + Tenant.SEEN)
                .params(Tenant.current().parameters())
                .param("run", run)
                .param("place", place.isEmpty() ? "" : place + ".")
                .query((row, n) -> new Recorded(
                        row.getString("position"), row.getInt("leg"), json.readTree(row.getString("output"))))
                .list();
    }

    /** How many decisions, times and answers about calls have come in a branch since this leg began. */
    int waitsOver(Leg leg, String place) {
        return jdbc.sql("select (select count(*) from agent_step where run = :run and leg = :leg and kind in "
                        + Waits.KINDS
                        + " and starts_with(position, :place) and " + Tenant.SEEN
                        + ") + (select count(*) from agent_call where run = :run and answered_leg = :leg"
                        + " and starts_with(position, :place) and " + Tenant.SEEN
                        + ") + (select count(*) from agent_run where parent = :run and told_leg = :leg"
                        + " and starts_with(parent_position, :place) and " + Tenant.SEEN + ")")
                .params(Tenant.current().parameters())
                .param("run", leg.run())
                .param("leg", leg.number())
                .param("place", place + ".")
                .query(Integer.class)
                .single();
    }

    /** What was recorded at these positions. */
    Map<String, JsonNode> outputs(UUID run, Collection<String> positions) {
        return positions.isEmpty()
                ? Map.of()
                : outputs("run = :run and position in (:positions)", Map.of("run", run, "positions", positions));
    }

    /** @throws IllegalStateException if nothing was */
    JsonNode output(UUID run, String position) {
        return Optional.ofNullable(outputs(run, List.of(position)).get(position))
                .orElseThrow(() -> new IllegalStateException("run " + run + " recorded nothing at " + position));
    }

    private Map<String, JsonNode> outputs(String which, Map<String, ?> parameters) {
        Map<String, JsonNode> outputs = new HashMap<>();
        jdbc.sql("select position, output from agent_step where " + which + " and " + Tenant.SEEN)
                .params(Tenant.current().parameters())
                .params(parameters)
                .query((row, n) -> outputs.put(row.getString("position"), json.readTree(row.getString("output"))))
                .list();
        return outputs;
    }

    public List<Run.Approval> approvals(UUID run) {
        return jdbc.sql("select w.*, " + TOLD + " from agent_wait w where run = :run and " + Tenant.seen("w")
                        + " and decided_by is not null order by asked_at, position")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query(this::approval)
                .list();
    }

    /** Calls of which a person was asked what became of them. */
    public List<Run.Outcome> outcomes(UUID run) {
        return jdbc.sql(
                        "select c.*, u.state in ('RUNNING', 'WAITING', 'PAUSED') as alive from agent_call c join agent_run u on u.id = c.run"
                                + " where c.run = :run and c.asked_at is not null and "
                                + Tenant.seen("c")
                                + " order by c.asked_at, c.position")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query((row, n) -> new Run.Outcome(
                        row.getString("position"),
                        row.getString("node"),
                        row.getString("kind"),
                        row.getString("state").equals("ASKED") && row.getBoolean("alive"),
                        json.readTree(row.getString("sent")),
                        row.getString("known"),
                        row.getTimestamp("begun_at").toInstant(),
                        row.getTimestamp("asked_at").toInstant(),
                        instant(row.getTimestamp("answered_at"))))
                .list();
    }

    private List<Run.Pause> pauses(UUID run) {
        return jdbc.sql(WAITS + " and kind = 'wait' order by asked_at, position")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query((row, n) -> new Run.Pause(
                        row.getString("position"),
                        row.getString("node"),
                        row.getTimestamp("over_at") == null,
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("due_at").toInstant()))
                .list();
    }

    private List<Run.Awaited> awaited(UUID run) {
        return jdbc.sql(WAITS + " and kind = 'event' order by asked_at, position")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query((row, n) -> new Run.Awaited(
                        row.getString("position"),
                        row.getString("node"),
                        row.getString("event"),
                        row.getString("event_key"),
                        row.getTimestamp("over_at") == null,
                        row.getTimestamp("asked_at").toInstant(),
                        instant(row.getTimestamp("due_at"))))
                .list();
    }

    /** Runs that its nodes began, in their order. */
    List<Run.Below> below(UUID run) {
        return jdbc.sql("""
                        select c.*, r.definition ->> 'name' as name,
                          (with those as (select c.id as run union all select b.id from agent_below(c.id) b)
                            select (select count(*) from agent_wait w join those on w.run = those.run
                                where w.over_at is null and w.decided_by is not null)
                              + (select count(*) from agent_call k join those on k.run = those.run join agent_run o on o.id = k.run
                                where k.state = 'ASKED' and o.ended_at is null)) as asks
                        from agent_run c join agent_release r on r.agent = c.agent and r.number = c.release
                        where c.parent = :run and """ + " " + Tenant.seen("c") + " order by c.started_at, c.id")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query((row, n) -> new Run.Below(
                        row.getString("parent_position"),
                        row.getString("parent_node"),
                        row.getObject("id", UUID.class),
                        row.getObject("agent", UUID.class),
                        row.getInt("release"),
                        row.getString("name"),
                        Run.State.valueOf(row.getString("state")),
                        row.getInt("asks"),
                        row.getTimestamp("started_at").toInstant(),
                        instant(row.getTimestamp("ended_at"))))
                .list();
    }

    private Run run(ResultSet row, int number) throws SQLException {
        String failed = row.getString("failed_node");
        String failure = row.getString("failure");
        String origin = row.getString("origin_position");
        String replay = row.getString("replay");
        return new Run(
                row.getObject("id", UUID.class),
                row.getObject("agent", UUID.class),
                row.getInt("release"),
                row.getString("name"),
                row.getBoolean("own"),
                Run.State.valueOf(row.getString("state")),
                json.readTree(row.getString("input")),
                tree(row.getString("output")),
                failed.isEmpty() ? null : failed,
                failure.isEmpty() ? null : NodeFailure.Reason.valueOf(failure),
                row.getString("detail"),
                instant(row.getTimestamp("paused_at")),
                row.getObject("origin", UUID.class),
                origin.isEmpty() ? null : origin,
                replay == null ? null : Leg.Replay.valueOf(replay),
                row.getObject("parent", UUID.class),
                row.getString("parent_position"),
                row.getObject("evaluation", UUID.class),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("ended_at")));
    }

    private Run.Step step(ResultSet row, int number) throws SQLException {
        JsonNode input = json.readTree(row.getString("input"));
        JsonNode output = json.readTree(row.getString("output"));
        return new Run.Step(
                row.getString("position"),
                row.getInt("number"),
                row.getInt("leg"),
                row.getString("node"),
                row.getString("kind"),
                input,
                output,
                row.getString("model"),
                row.getInt("prompt_tokens"),
                row.getInt("completion_tokens"),
                row.getDouble("joules"),
                row.getDouble("yuan"),
                row.getBoolean("copied"),
                Handled.isOne(output),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("ended_at").toInstant());
    }

    private Run.Approval approval(ResultSet row, int number) throws SQLException {
        return new Run.Approval(
                row.getString("position"),
                row.getString("node"),
                Run.Asks.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("question"),
                Node.Decider.valueOf(row.getString("decided_by")),
                row.getObject("approved", Boolean.class),
                row.getTimestamp("over_at") == null,
                isMine(row),
                row.getString("note"),
                row.getString("answer"),
                tree(row.getString("form")),
                tree(row.getString("suggested")),
                tree(row.getString("data")),
                row.getString("delegate"),
                instant(row.getTimestamp("escalated_at")),
                row.getString("escalated_to"),
                told(row.getString("told")),
                row.getTimestamp("asked_at").toInstant(),
                instant(row.getTimestamp("due_at")),
                instant(row.getTimestamp("over_at")));
    }

    private List<Run.Told> told(@Nullable String written) {
        return written == null ? List.of() : List.of(json.readValue(written, Run.Told[].class));
    }

    /** As {@link WaitingQuestions} says it of many. */
    private static boolean isMine(ResultSet row) throws SQLException {
        String me = Tenant.current().person();
        boolean admin = Runs.decidesAsAdmin(Identity.current());
        boolean byRule = row.getString("decided_by").equals(Node.Decider.ADMIN.name())
                ? admin
                : me.equals(row.getString("person"));
        String escalated = row.getString("escalated_to");
        return byRule
                || me.equals(row.getString("delegate"))
                || row.getTimestamp("escalated_at") != null && (escalated == null ? admin : me.equals(escalated));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    public static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
