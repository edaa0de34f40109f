package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Signal;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes signals from outside to the runs that wait for them.
 *
 * <p>Guarantees: a signal is written down before it is looked who waits for it, and a wait before it is looked which signals there are, so
 * that neither passes the other by; the same delivery counts once.
 */
@Component
class Signals {

    /** Signals to one run that no node of it waited for yet. */
    private static final int MOST_OF_RUN = 100;

    /** Signals by a key that are kept for one organisation. */
    private static final int MOST_OF_ORGANISATION = 20_000;

    /** Runs that one signal is taken to while its sender waits; {@link #takeKept} sees to more. */
    private static final int MOST_AT_ONCE = 1_000;

    /** As long as a node may wait: those to one run go with the run's end. */
    private static final int DAYS_OF_RUN = 366;

    private static final int HOURS_OF_KEY = 24;

    private final SystemDatabase database;
    private final JdbcClient jdbc;
    private final RunStore runs;
    private final Waits waits;
    private final Journal journal;
    private final Engine engine;
    private final JsonMapper json;

    Signals(
            SystemDatabase database,
            JdbcClient jdbc,
            RunStore runs,
            Waits waits,
            Journal journal,
            Engine engine,
            JsonMapper json) {
        this.database = database;
        this.jdbc = jdbc;
        this.runs = runs;
        this.waits = waits;
        this.journal = journal;
        this.engine = engine;
        this.json = json;
    }

    /**
     * Sends it, as who asks here.
     *
     * @throws RefusedException if the run is not theirs to see or has ended, too many are kept already, or the same delivery was another
     *     signal
     */
    Signal.Told send(Signal signal) {
        UUID run = signal.run();
        if (run != null) {
            runs.get(run);
        }
        long id = database.ask(db -> kept(db, signal, Identity.current().tenant()));
        look(new Kept(id, signal.run()));
        int reached = database.ask(db -> db.sql("select count(*) from agent_signal_taken where signal = ?")
                .param(id)
                .query(Integer.class)
                .single());
        return new Signal.Told(reached, reached == 0);
    }

    private static long kept(JdbcClient db, Signal signal, Tenant sender) {
        UUID run = signal.run();
        if (run != null && !Waits.holds(db, run)) {
            throw RefusedException.conflict("Run " + run + " has ended, and waits for no signal");
        }
        Optional<Long> before = before(db, signal, sender);
        if (before.isPresent()) {
            return before.get();
        }
        requireRoom(db, run, sender.organisation());
        Optional<Long> written = db.sql("""
                        insert into agent_signal (organisation, person, whole, run, name, key, data, delivery, kept_until)
                        values (:organisation, :person, :whole, :run, :name, :key, cast(:data as jsonb), nullif(:delivery, ''),
                          now() + :hours * interval '1 hour')
                        on conflict (organisation, person, delivery) where delivery is not null do nothing returning id""")
                .param("organisation", sender.organisation())
                .param("person", sender.person())
                .param("whole", sender.whole())
                .param("run", run, Types.OTHER)
                .param("name", signal.name())
                .param("key", signal.key(), Types.VARCHAR)
                .param("data", signal.data().toString())
                .param("delivery", signal.delivery())
                .param("hours", run == null ? HOURS_OF_KEY : DAYS_OF_RUN * 24)
                .query(Long.class)
                .optional();
        // the same came twice at once, and the other was first
        return written.or(() -> before(db, signal, sender)).orElseThrow();
    }

    private record Before(long id, boolean same) {}

    private static Optional<Long> before(JdbcClient db, Signal signal, Tenant sender) {
        if (signal.delivery().isEmpty()) {
            return Optional.empty();
        }
        Optional<Before> before = db.sql("""
                        select id, name = :name and key is not distinct from :key and run is not distinct from :run
                          and data = cast(:data as jsonb) as same
                        from agent_signal where organisation = :organisation and person = :person and delivery = :delivery""")
                .param("name", signal.name())
                .param("key", signal.key(), Types.VARCHAR)
                .param("run", signal.run(), Types.OTHER)
                .param("data", signal.data().toString())
                .param("organisation", sender.organisation())
                .param("person", sender.person())
                .param("delivery", signal.delivery())
                .query(Before.class)
                .optional();
        if (before.isPresent() && !before.get().same()) {
            throw RefusedException.conflict(
                    "Idempotency-Key '" + signal.delivery() + "' was another signal; expected one of its own for each");
        }
        return before.map(Before::id);
    }

    private static void requireRoom(JdbcClient db, @Nullable UUID run, String organisation) {
        int most = run == null ? MOST_OF_ORGANISATION : MOST_OF_RUN;
        String which = run == null
                ? "s.run is null and s.organisation = ? and s.kept_until > now()"
                : "s.run = ? and not exists(select from agent_signal_taken t where t.signal = s.id)";
        int kept = db.sql("select count(*) from (select 1 from agent_signal s where " + which + " limit " + most
                        + ") as counted")
                .param(run == null ? organisation : run)
                .query(Integer.class)
                .single();
        if (kept >= most) {
            throw RefusedException.conflict(
                    run == null
                            ? most + " signals are kept for this organisation; each is for " + HOURS_OF_KEY + " hours"
                            : "Run " + run + " has " + most + " signals that no node of it has waited for yet");
        }
    }

    /** @param run null for one by a key */
    private record Kept(long id, @Nullable UUID run) {}

    private record Waiting(UUID run, String position) {}

    /** Takes it to the runs that wait for it, and remembers that these were looked for. */
    private void look(Kept kept) {
        List<Waiting> waiting = database.ask(db -> waiting(db, kept));
        waiting.forEach(this::take);
        if (waiting.size() < MOST_AT_ONCE) {
            database.run(db -> db.sql("update agent_signal set looked_at = now() where id = ?")
                    .param(kept.id())
                    .update());
        }
    }

    private static List<Waiting> waiting(JdbcClient db, Kept kept) {
        // so that one index leads there
        String which = kept.run() == null ? "w.event_key = s.key" : "w.run = s.run";
        return db.sql("select w.run, w.position from agent_signal s, agent_wait w join agent_run u on u.id = w.run"
                        + " where s.id = ? and w.kind = 'event' and w.over_at is null and " + which + " and "
                        + KeptSignals.FIT + " order by w.asked_at, w.position limit " + MOST_AT_ONCE)
                .param(kept.id())
                .query(Signals::waiting)
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(row.getObject("run", UUID.class), row.getString("position"));
    }

    private void take(Waiting waiting) {
        if (waits.signalled(waiting.run(), waiting.position())) {
            journal.leg(waiting.run()).ifPresent(engine::go);
        }
    }

    /** Takes to runs what was sent to them: where a process died before it did, or there were many. */
    void takeKept() {
        database.ask(db -> db.sql("select id, run from agent_signal where looked_at is null and kept_until > now()"
                                + " and sent_at < now() - interval '2 seconds' order by id limit 100")
                        .query((row, n) -> new Kept(row.getLong("id"), row.getObject("run", UUID.class)))
                        .list())
                .forEach(this::look);
    }

    void forgetOld() {
        database.run(db -> db.sql("""
                        delete from agent_signal s where kept_until < now()
                          or exists(select from agent_run u where u.id = s.run and u.ended_at < now() - interval '1 day')""").update());
    }

    /** One that somebody sent. */
    record Own(@Nullable UUID run, String name, @Nullable String key, JsonNode data, Instant sentAt) {}

    /** Those that who asks here sent and that are kept, the oldest first. */
    List<Own> own() {
        return jdbc.sql("select * from agent_signal where " + Tenant.OWN + " order by id")
                .params(Tenant.current().parameters())
                .query((row, n) -> new Own(
                        row.getObject("run", UUID.class),
                        row.getString("name"),
                        row.getString("key"),
                        json.readTree(row.getString("data")),
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }
}
