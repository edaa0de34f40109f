package org.liaoyuan.server.agent;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.tell.BotTeller;
import org.liaoyuan.server.agent.tell.MailTeller;
import org.liaoyuan.server.agent.tell.Sent;
import org.liaoyuan.server.agent.tell.TellSettings;
import org.liaoyuan.server.agent.tell.TellStore;
import org.liaoyuan.server.agent.tell.Words;
import org.liaoyuan.server.vault.KeyVault;
import org.liaoyuan.server.vault.VaultException;
import org.springframework.stereotype.Component;

/**
 * Sends what {@link Notices} wrote down.
 *
 * <p>Guarantees: what did not go out is tried {@link #PAUSES} times more, and then given up; two processes do not try the same at once. What
 * nobody knows of whether it went out is not sent again, but after a kill in its middle, when it is the same mail with the same id and link.
 * Whatever happens here, the run knows nothing of it.
 */
@Component
class SentNotices {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8));

    /** As long as an attempt is under way nobody else begins one. */
    private static final Duration HELD = Duration.ofMinutes(3);

    private final SystemDatabase database;
    private final KeyVault vault;
    private final TellStore settings;
    private final MailTeller mails;
    private final BotTeller bots;
    private final RunNews changes;

    SentNotices(
            SystemDatabase database,
            KeyVault vault,
            TellStore settings,
            MailTeller mails,
            BotTeller bots,
            RunNews changes) {
        this.database = database;
        this.vault = vault;
        this.settings = settings;
        this.mails = mails;
        this.bots = bots;
        this.changes = changes;
    }

    private record Due(
            UUID id,
            String organisation,
            UUID run,
            String way,
            byte @Nullable [] token,
            int attempts,
            String agent,
            String kind,
            String question,
            @Nullable String email,
            @Nullable String language,
            int hours) {

        private boolean decides() {
            return kind.equals("approval");
        }
    }

    /**
     * Sends what is due, one after the other.
     *
     * @return how long it is until the next is; empty where none is
     */
    Optional<Duration> sendDue() {
        for (Optional<Due> due = claim(); due.isPresent(); due = claim()) {
            Due one = due.get();
            record(one, sent(one));
            changes.tell(one.run(), RunNews.What.STEP);
        }
        return Lull.until(database, "select min(next_at) from agent_notice");
    }

    private Optional<Due> claim() {
        return database.ask(jdbc -> {
            // nobody is told of what is over
            jdbc.sql("""
                            update agent_notice n set next_at = null, sealed_token = null from agent_wait w
                            where n.next_at <= now() and w.run = n.run and w.position = n.position and w.over_at is not null""").update();
            return jdbc.sql("""
                            with due as (
                              update agent_notice set attempts = attempts + 1, next_at = now() + ? * interval '1 second'
                              where id = (select id from agent_notice where next_at <= now() order by next_at limit 1
                                for update skip locked)
                              returning *)
                            select due.*, w.kind, w.question, r.definition ->> 'name' as agent, p.email, p.language,
                              ceil(extract(epoch from due.expires_at - now()) / 3600)::integer as hours
                            from due join agent_wait w on w.run = due.run and w.position = due.position
                              join agent_release r on r.agent = w.agent and r.number = w.release
                              left join person p on p.id = due.told""")
                    .param(HELD.toSeconds())
                    .query((row, n) -> new Due(
                            row.getObject("id", UUID.class),
                            row.getString("organisation"),
                            row.getObject("run", UUID.class),
                            row.getString("way"),
                            row.getBytes("sealed_token"),
                            row.getInt("attempts"),
                            row.getString("agent"),
                            row.getString("kind"),
                            row.getString("question"),
                            row.getString("email"),
                            row.getString("language"),
                            row.getInt("hours")))
                    .optional();
        });
    }

    private Sent sent(Due due) {
        try {
            Optional<TellSettings> set = settings.find(due.organisation());
            return due.way().equals(Node.Tell.MAIL.name()) ? byMail(due, set) : byBot(due, set);
        } catch (VaultException e) {
            return Sent.not("a secret for it does not open");
        }
    }

    private Sent byMail(Due due, Optional<TellSettings> set) {
        Optional<TellSettings.Mail> mail = set.flatMap(TellSettings::byMail);
        if (set.isEmpty() || mail.isEmpty()) {
            return Sent.not("the organisation has set no mail server for it");
        }
        String email = due.email();
        byte[] token = due.token();
        if (email == null || token == null) {
            return Sent.not("there is no mail address in the account");
        }
        String link = set.get().address() + "/asked#" + vault.open(SealedLinks.place(due.id()), token);
        String language = due.language() == null ? "" : due.language();
        return mails.send(
                mail.get(),
                due.id(),
                due.run(),
                email,
                Words.letter(
                        language, due.agent(), due.decides(), due.question(), link, Duration.ofHours(due.hours())));
    }

    private Sent byBot(Due due, Optional<TellSettings> set) {
        Optional<TellSettings.Bot> bot = set.flatMap(TellSettings::byBot);
        if (set.isEmpty() || bot.isEmpty()) {
            return Sent.not("the organisation has set no bot for it");
        }
        // who clicks in a group nobody knows: they sign in
        String link = set.get().address() + "/agents?run=" + due.run();
        return bots.send(bot.get(), Words.line(due.agent(), due.decides(), link));
    }

    private void record(Due due, Sent sent) {
        boolean again = sent.how() == Sent.How.NOT && due.attempts() <= PAUSES.size();
        Long pause = again ? PAUSES.get(due.attempts() - 1).toSeconds() : null;
        database.run(jdbc -> jdbc.sql("""
                        update agent_notice set problem = :problem, next_at = now() + :pause * interval '1 second',
                          sent_at = case when :out then now() end, sealed_token = case when :again then sealed_token end
                        where id = :id""")
                .param("problem", sent.problem())
                .param("pause", pause, Types.BIGINT)
                .param("out", sent.how() == Sent.How.OUT)
                .param("again", again)
                .param("id", due.id())
                .update());
    }
}
