package org.liaoyuan.server.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is to be told of which question, and by what: a row each, written down before anything is sent.
 *
 * <p>Guarantees: nobody is told twice of one question by the same way; a question that was handed on or went to others is told to those,
 * too; a kill loses none.
 */
@Component
public class Notices {

    /** As long as a link works; a question that is over by itself before ends it then. */
    static final int HOURS = 7 * 24;

    private static final int MOST_AT_ONCE = 100;

    /** Of owners and administrators. */
    private static final int MOST_PEOPLE = 20;

    /** Who is asked, as {@link WaitingQuestions} has it of who looks. */
    private static final String ASKED = """
            select p.id from person p join membership m on m.person = p.id and m.organisation = w.organisation
            where not p.disabled and (
              p.id = w.delegate
              or (w.delegate is null or not exists(
                    select from membership d where d.organisation = w.organisation and d.person = w.delegate))
                and (w.decided_by = 'STARTER' and p.id = w.person or w.decided_by = 'ADMIN' and m.role in ('owner', 'admin'))
              or w.escalated_at is not null
                and (p.id = w.escalated_to or w.escalated_to is null and m.role in ('owner', 'admin')))
            order by p.created_at, p.id limit""" + " " + MOST_PEOPLE;

    private final SystemDatabase database;
    private final KeyVault vault;
    private final RunNews changes;

    Notices(SystemDatabase database, KeyVault vault, RunNews changes) {
        this.database = database;
        this.vault = vault;
        this.changes = changes;
    }

    private record Question(UUID run, String position, String tell) {}

    /**
     * Writes down who is to be told of what was asked, handed on or went to others since.
     *
     * @return how long it is until there is more; empty where there is none
     */
    Optional<Duration> plan() {
        List<UUID> runs = new ArrayList<>();
        database.run(jdbc -> jdbc.sql("""
                        select run, position, tell from agent_wait where tell_at <= now() order by tell_at limit ?
                        for update skip locked""")
                .param(MOST_AT_ONCE)
                .query((row, n) -> new Question(
                        row.getObject("run", UUID.class), row.getString("position"), row.getString("tell")))
                .list()
                .forEach(question -> {
                    plan(jdbc, question);
                    runs.add(question.run());
                }));
        runs.forEach(run -> changes.tell(run, RunNews.What.STEP));
        return Lull.until(database, "select min(tell_at) from agent_wait");
    }

    private void plan(JdbcClient jdbc, Question question) {
        List<String> ways = List.of(question.tell().split(",", -1));
        if (ways.contains(Node.Tell.MAIL.name())) {
            jdbc.sql("select asked.id from agent_wait w cross join lateral (" + ASKED + ") asked"
                            + " where w.run = ? and w.position = ? and w.over_at is null")
                    .params(question.run(), question.position())
                    .query(String.class)
                    .list()
                    .forEach(person -> write(jdbc, question, Node.Tell.MAIL, person));
        }
        if (ways.contains(Node.Tell.BOT.name())) {
            write(jdbc, question, Node.Tell.BOT, null);
        }
        jdbc.sql("update agent_wait set tell_at = null where run = ? and position = ?")
                .params(question.run(), question.position())
                .update();
    }

    private void write(JdbcClient jdbc, Question question, Node.Tell way, @Nullable String told) {
        UUID id = UUID.randomUUID();
        boolean hasLink = way == Node.Tell.MAIL;
        String token = Tokens.random();
        jdbc.sql("""
                        insert into agent_notice (id, organisation, person, told, run, position, way, token_hash, sealed_token, expires_at)
                        select :id, organisation, person, :told, run, position, :way, :hash, :sealed,
                          least(due_at, now() + :hours * interval '1 hour')
                        from agent_wait where run = :run and position = :position and over_at is null
                        on conflict do nothing""")
                .param("id", id)
                .param("told", told, java.sql.Types.VARCHAR)
                .param("way", way.name())
                .param("hash", hasLink ? Tokens.hash(token) : null, java.sql.Types.BINARY)
                .param("sealed", hasLink ? vault.seal(SealedLinks.place(id), token) : null, java.sql.Types.BINARY)
                .param("hours", HOURS)
                .param("run", question.run())
                .param("position", question.position())
                .update();
    }

    /**
     * Whose question a link is for.
     *
     * @param person who may answer with it
     */
    public record Link(UUID id, String organisation, String person, UUID run, String position) {}

    /** Empty if there is no such link, its time is over, or it was used. */
    public Optional<Link> link(String token) {
        return database.ask(jdbc ->
                jdbc.sql("""
                        select n.id, n.organisation, n.told as person, n.run, n.position
                        from agent_notice n join agent_wait w on w.run = n.run and w.position = n.position
                        where n.token_hash = ? and n.used_at is null and n.expires_at > now() and w.over_at is null""").param(Tokens.hash(token)).query(Link.class).optional());
    }

    public void used(Link link) {
        database.run(jdbc -> jdbc.sql("update agent_notice set used_at = now(), sealed_token = null where id = ?")
                .param(link.id())
                .update());
    }
}
