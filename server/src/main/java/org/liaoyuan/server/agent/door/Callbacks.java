package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.Lull;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.RunStore;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.vault.KeyVault;
import org.liaoyuan.server.vault.VaultException;
import org.springframework.stereotype.Component;

/**
 * Who is told of the end of runs, by a signed request.
 *
 * <p>Guarantees: only hosts that the operator named are asked, no redirect is followed; it is tried {@link #PAUSES} times more, and then
 * given up; two processes do not try the same at once. It may be told twice, when a process dies in between: the id is the run's.
 */
@Component
class Callbacks {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8));

    /** As long as an attempt is under way nobody else begins one. */
    private static final Duration HELD = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 20;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;

    private final SystemDatabase database;
    private final KeyVault vault;
    private final DoorSettings settings;
    private final CallbackClient client;
    private final RunStore runs;

    Callbacks(SystemDatabase database, KeyVault vault, DoorSettings settings, CallbackClient client, RunStore runs) {
        this.database = database;
        this.vault = vault;
        this.settings = settings;
        this.client = client;
        this.runs = runs;
    }

    /**
     * Who shall be told.
     *
     * @param url of a host that the operator of the server allows
     * @param secret with which the request is signed, 16 to 200 characters; null for no signature
     */
    @Schema(name = "AgentRunCallback")
    record Wanted(@Nullable String url, @Nullable String secret) {}

    static String place(Object run) {
        return "agent callback " + run;
    }

    /**
     * What is written with a run that is started.
     *
     * @throws IllegalArgumentException if that host may not be told anything, or the secret is none
     */
    Starts.Also of(@Nullable Wanted wanted) {
        if (wanted == null) {
            return Starts.Also.NOTHING;
        }
        URI url = checked(wanted.url());
        String secret = wanted.secret();
        if (secret != null && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET)) {
            throw new IllegalArgumentException("callback/secret has " + secret.length() + " characters; expected "
                    + SHORTEST_SECRET + " to " + LONGEST_SECRET);
        }
        return (jdbc, run) -> jdbc.sql("""
                        insert into agent_callback (run, organisation, person, url, sealed_secret)
                        select id, organisation, person, :url, :secret from agent_run where id = :run""")
                .param("url", url.toString())
                .param("secret", secret == null ? null : vault.seal(place(run), secret), Types.BINARY)
                .param("run", run)
                .update();
    }

    private URI checked(@Nullable String url) {
        String wanted = url == null ? "" : url.strip();
        URI address = address(wanted)
                .orElseThrow(() -> new IllegalArgumentException(
                        "callback/url is no address; expected https://host/path, without a name and password"));
        if (!settings.allows(address)) {
            throw new IllegalArgumentException("callback/url leads to '" + address.getRawAuthority()
                    + "', which the operator of this server does not allow (liaoyuan.agents.doors.callback-hosts)");
        }
        return address;
    }

    private static Optional<URI> address(String wanted) {
        try {
            URI address = new URI(wanted);
            boolean fits = wanted.length() <= LONGEST_ADDRESS
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null;
            return fits ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private record Due(UUID run, Tenant owner, String url, byte @Nullable [] secret, int attempts) {}

    /**
     * Tells what is due, one after the other.
     *
     * @return how long it is until the next is; empty where none is
     */
    Optional<Duration> tellDue() {
        for (Optional<Due> due = claim(); due.isPresent(); due = claim()) {
            tell(due.get());
        }
        return Lull.until(database, "select min(next_at) from agent_callback");
    }

    private Optional<Due> claim() {
        return database.ask(jdbc -> jdbc.sql("""
                        update agent_callback set attempts = attempts + 1, next_at = now() + ? * interval '1 second'
                        where run = (select run from agent_callback where next_at <= now() order by next_at limit 1 for update skip locked)
                        returning *""")
                .param(HELD.toSeconds())
                .query((row, n) -> new Due(
                        row.getObject("run", UUID.class),
                        new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                        row.getString("url"),
                        row.getBytes("sealed_secret"),
                        row.getInt("attempts")))
                .optional());
    }

    private void tell(Due due) {
        // an operator may have taken the host off the list meanwhile
        String problem = address(due.url())
                .filter(settings::allows)
                .map(url -> told(url, due))
                .orElse("its host is not allowed any more");
        boolean again = !problem.isEmpty() && due.attempts() <= PAUSES.size();
        Long pause = again ? PAUSES.get(due.attempts() - 1).toSeconds() : null;
        database.run(jdbc -> jdbc.sql("""
                        update agent_callback set problem = :problem, next_at = now() + :pause * interval '1 second',
                          told_at = case when :told then now() end where run = :run""")
                .param("problem", problem)
                .param("pause", pause, Types.BIGINT)
                .param("told", problem.isEmpty())
                .param("run", due.run())
                .update());
    }

    private String told(URI url, Due due) {
        String secret;
        try {
            secret = due.secret() == null ? "" : vault.open(place(due.run()), due.secret());
        } catch (VaultException e) {
            return "its secret does not open";
        }
        Run run = due.owner().ask(() -> runs.get(due.run()));
        return client.post(url, due.run().toString(), secret, new Told("run.ended", run));
    }

    /** What is sent. */
    record Told(String type, Run run) {}
}
