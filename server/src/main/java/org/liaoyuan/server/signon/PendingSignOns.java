package org.liaoyuan.server.signon;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.access.TryLaterException;
import org.springframework.stereotype.Component;

/**
 * Sign-ins that have gone to a provider and are not back.
 *
 * <p>Guarantees: each ends once, within ten minutes, in the browser in which it began, on whichever node; the database alone, or
 * the browser alone, is not enough to end one. An address has at most a hundred open.
 */
@Component
class PendingSignOns {

    static final Duration VALID = Duration.ofMinutes(10);

    private static final int MOST_OPEN = 100;

    private final SystemDatabase database;

    PendingSignOns(SystemDatabase database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param person who links an identity to their account; null for a sign-in
     * @param returnPath a path of the page
     */
    record Pending(
            UUID provider, String organisation, @Nullable String person, URI redirect, String returnPath) {}

    /** @return its state */
    String begin(Pending pending, String browser, String address) {
        String state = Tokens.random();
        database.run(jdbc -> {
            jdbc.sql("delete from sign_on_pending where expires_at < now()").update();
            byte[] from = Tokens.hash("address " + address);
            int open = jdbc.sql("select count(*) from sign_on_pending where address = ?")
                    .param(from)
                    .query(Integer.class)
                    .single();
            if (open >= MOST_OPEN) {
                throw new TryLaterException(
                        429, "too many sign-ins from here are not finished; try again in a few minutes", VALID);
            }
            jdbc.sql("""
                            insert into sign_on_pending (state_hash, browser_hash, provider, organisation, person, redirect_uri,
                              return_path, address, expires_at)
                            values (:state, :browser, :provider, :organisation, :person, :redirect, :return, :address,
                              now() + :seconds * interval '1 second')""")
                    .param("state", Tokens.hash(state))
                    .param("browser", Tokens.hash(browser))
                    .param("provider", pending.provider())
                    .param("organisation", pending.organisation())
                    .param("person", pending.person())
                    .param("redirect", pending.redirect().toString())
                    .param("return", pending.returnPath())
                    .param("address", from)
                    .param("seconds", VALID.toSeconds())
                    .update();
        });
        return state;
    }

    /** Ends it, if it is this browser's and its time is not over. */
    Optional<Pending> end(String state, String browser) {
        return database.ask(jdbc -> jdbc.sql("""
                        delete from sign_on_pending where state_hash = ? and browser_hash = ? and expires_at > now()
                        returning provider, organisation, person, redirect_uri, return_path""")
                .params(Tokens.hash(state), Tokens.hash(browser))
                .query((row, number) -> new Pending(
                        row.getObject("provider", UUID.class),
                        row.getString("organisation"),
                        row.getString("person"),
                        URI.create(row.getString("redirect_uri")),
                        row.getString("return_path")))
                .optional());
    }
}
