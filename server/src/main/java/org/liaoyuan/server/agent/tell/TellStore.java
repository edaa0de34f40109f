package org.liaoyuan.server.agent.tell;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.stereotype.Component;

/** What organisations have set. The password and the bot's address go in, and out to their hosts alone. */
@Component
public class TellStore {

    private final SystemDatabase database;
    private final KeyVault vault;

    TellStore(SystemDatabase database, KeyVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * As it is shown.
     *
     * @param address under which the page is reached; empty where nothing is set
     * @param mail null where no mail is sent
     * @param bot null where there is none
     */
    @Schema(name = "AgentTelling")
    record View(
            String address,
            @Nullable MailView mail,
            @Nullable BotView bot) {}

    /** @param hasPassword whether one is kept */
    @Schema(name = "AgentTellingMail")
    record MailView(String server, String security, String user, boolean hasPassword, String from) {}

    @Schema(name = "AgentTellingBot")
    record BotView(BotKind kind, String host) {}

    /** @throws org.liaoyuan.server.vault.VaultException if a secret does not open */
    public Optional<TellSettings> find(String organisation) {
        return database.ask(db -> db.sql("select * from agent_tell where organisation = ?")
                .param(organisation)
                .query((row, n) ->
                        new TellSettings(row.getString("address"), mail(row, organisation), bot(row, organisation)))
                .optional());
    }

    private TellSettings.@Nullable Mail mail(ResultSet row, String organisation) throws SQLException {
        String server = row.getString("server");
        byte[] password = row.getBytes("sealed_password");
        return server == null
                ? null
                : new TellSettings.Mail(
                        server,
                        row.getString("security"),
                        row.getString("mail_user"),
                        password == null ? "" : vault.open(SealedMailPasswords.place(organisation), password),
                        row.getString("sender"));
    }

    private TellSettings.@Nullable Bot bot(ResultSet row, String organisation) throws SQLException {
        String kind = row.getString("bot");
        byte[] url = row.getBytes("sealed_bot");
        // an address that was forgotten with its key is none
        return kind == null || url == null
                ? null
                : new TellSettings.Bot(
                        BotKind.valueOf(kind), URI.create(vault.open(SealedBots.place(organisation), url)));
    }

    View view(String organisation) {
        return find(organisation)
                .map(set -> new View(
                        set.address(),
                        set.byMail()
                                .map(mail -> new MailView(
                                        mail.server(),
                                        mail.security(),
                                        mail.user(),
                                        !mail.password().isEmpty(),
                                        mail.from()))
                                .orElse(null),
                        set.byBot()
                                .map(bot -> new BotView(
                                        bot.kind(), String.valueOf(bot.url().getHost())))
                                .orElse(null)))
                .orElse(new View("", null, null));
    }

    void put(String organisation, String person, TellSettings set) {
        TellSettings.Mail mail = set.mail();
        TellSettings.Bot bot = set.bot();
        database.run(db -> db.sql("""
                        insert into agent_tell (organisation, address, server, security, mail_user, sealed_password, sender, bot, sealed_bot,
                          changed_by)
                        values (:organisation, :address, :server, :security, :user, :password, :sender, :bot, :url, :person)
                        on conflict (organisation) do update set address = excluded.address, server = excluded.server,
                          security = excluded.security, mail_user = excluded.mail_user, sealed_password = excluded.sealed_password,
                          sender = excluded.sender, bot = excluded.bot, sealed_bot = excluded.sealed_bot,
                          changed_by = excluded.changed_by, changed_at = now()""")
                .param("organisation", organisation)
                .param("address", set.address())
                .param("server", mail == null ? null : mail.server(), Types.VARCHAR)
                .param("security", mail == null ? null : mail.security(), Types.VARCHAR)
                .param("user", mail == null ? "" : mail.user())
                .param(
                        "password",
                        mail == null || mail.password().isEmpty()
                                ? null
                                : vault.seal(SealedMailPasswords.place(organisation), mail.password()),
                        Types.BINARY)
                .param("sender", mail == null ? null : mail.from(), Types.VARCHAR)
                .param("bot", bot == null ? null : bot.kind().name(), Types.VARCHAR)
                .param(
                        "url",
                        bot == null
                                ? null
                                : vault.seal(
                                        SealedBots.place(organisation),
                                        bot.url().toString()),
                        Types.BINARY)
                .param("person", person)
                .update());
    }
}
