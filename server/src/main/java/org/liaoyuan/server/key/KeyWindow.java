package org.liaoyuan.server.key;

import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what keys with limits ask, for all server processes of one database together.
 *
 * <p>A sliding window, approximated from two minutes of the clock: what the minute before used counts less the longer it is over.
 * Guarantees: a request is counted before it is done, and not at all if it is refused; requests never pass the limit, whatever
 * comes at the same time. Tokens are counted when an answer has ended, so answers that run at the same time may pass theirs
 * together; the next request is refused then.
 */
@Component
public class KeyWindow {

    private static final int SECONDS = 60;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Brings a row up to the present minute; its lock is held to the end of the transaction. */
    private static final String SHIFT = """
            insert into key_window as w (key, minute, requests, tokens, requests_before, tokens_before)
            select k.id, date_trunc('minute', clock_timestamp()), 0, 0, 0, 0 from api_key k where k.id = :key
            on conflict (key) do update set
              requests_before = case when w.minute >= excluded.minute then w.requests_before
                when w.minute = excluded.minute - interval '1 minute' then w.requests else 0 end,
              tokens_before = case when w.minute >= excluded.minute then w.tokens_before
                when w.minute = excluded.minute - interval '1 minute' then w.tokens else 0 end,
              requests = case when w.minute >= excluded.minute then w.requests else 0 end,
              tokens = case when w.minute >= excluded.minute then w.tokens else 0 end,
              minute = greatest(w.minute, excluded.minute)
            returning requests, tokens, requests_before, tokens_before,
              greatest(0, extract(epoch from clock_timestamp() - minute)) elapsed""";

    private final SystemDatabase database;

    KeyWindow(SystemDatabase database) {
        this.database = database;
    }

    /**
     * Where a key stands.
     *
     * @param allowed whether this request may be done
     * @param requestsLeft for the moment; null without a limit
     * @param tokensLeft for the moment; null without a limit
     * @param seconds until there is more of what is used up, at most; at least 1
     */
    public record Standing(
            boolean allowed,
            @Nullable Integer requestsLeft,
            @Nullable Integer tokensLeft,
            int seconds) {

        public void write(KeyLimits limits, HttpServletResponse response) {
            write(response, "requests", limits.requests(), requestsLeft);
            write(response, "tokens", limits.tokens(), tokensLeft);
            if (!allowed) {
                response.setHeader("Retry-After", String.valueOf(seconds));
            }
        }

        private void write(HttpServletResponse response, String of, @Nullable Integer limit, @Nullable Integer left) {
            if (limit != null && left != null) {
                response.setHeader("x-ratelimit-limit-" + of, String.valueOf(limit));
                response.setHeader("x-ratelimit-remaining-" + of, String.valueOf(left));
                response.setHeader("x-ratelimit-reset-" + of, seconds + "s");
            }
        }
    }

    /** Counts a request, if it may be done. Empty if the key was deleted meanwhile. */
    public Optional<Standing> count(UUID key, KeyLimits limits) {
        return database.ask(jdbc -> {
            Optional<Used> found =
                    jdbc.sql(SHIFT).param("key", key).query(Used::of).optional();
            found.filter(used -> used.allows(limits))
                    .ifPresent(used -> jdbc.sql("update key_window set requests = requests + 1 where key = ?")
                            .param(key)
                            .update());
            return found.map(used -> used.standing(limits));
        });
    }

    /** Where a key stands, without counting anything. Empty if the key was deleted meanwhile. */
    public Optional<Standing> look(UUID key, KeyLimits limits) {
        return database.ask(jdbc ->
                jdbc.sql(SHIFT).param("key", key).query(Used::of).optional().map(used -> used.standing(limits)));
    }

    /**
     * Counts tokens of answers that have ended, for those keys that have a limit of them.
     *
     * @param jdbc of a connection that asks as the system
     * @param tokens by the id of an API key, or whatever else the ledger calls who paid
     */
    public static void addTokens(JdbcClient jdbc, Map<String, Long> tokens) {
        UUID[] keys = tokens.keySet().stream()
                .filter(key -> ID.matcher(key).matches())
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        if (keys.length == 0) {
            return;
        }
        // in order: writers that hold several rows to the end of their transactions don't wait for each other in a
        // circle
        List<UUID> limited = jdbc.sql(
                        "select id from api_key where id = any (?) and tokens_per_minute is not null order by id")
                .param(keys)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        for (UUID key : limited) {
            jdbc.sql(SHIFT).param("key", key).query().listOfRows();
            jdbc.sql("update key_window set tokens = tokens + ? where key = ?")
                    .params(tokens.getOrDefault(key.toString(), 0L), key)
                    .update();
        }
    }

    /** A row, and how many seconds of its minute are over. */
    private record Used(long requests, long tokens, long requestsBefore, long tokensBefore, double elapsed) {

        static Used of(ResultSet row, int number) throws SQLException {
            return new Used(
                    row.getLong("requests"),
                    row.getLong("tokens"),
                    row.getLong("requests_before"),
                    row.getLong("tokens_before"),
                    row.getDouble("elapsed"));
        }

        private double weighted(long now, long before) {
            return now + before * Math.max(0, 1 - elapsed / SECONDS);
        }

        private @Nullable Integer left(@Nullable Integer limit, long now, long before) {
            return limit == null ? null : (int) Math.max(0, Math.floor(limit - weighted(now, before)));
        }

        boolean allows(KeyLimits limits) {
            Integer requestsLeft = left(limits.requests(), requests, requestsBefore);
            Integer tokensLeft = left(limits.tokens(), tokens, tokensBefore);
            return (requestsLeft == null || requestsLeft > 0) && (tokensLeft == null || tokensLeft > 0);
        }

        Standing standing(KeyLimits limits) {
            boolean allowed = allows(limits);
            long counted = allowed ? requests + 1 : requests;
            Integer requestsLeft = left(limits.requests(), counted, requestsBefore);
            int seconds = (int) Math.max(1, Math.ceil(SECONDS - elapsed));
            return new Standing(allowed, requestsLeft, left(limits.tokens(), tokens, tokensBefore), seconds);
        }
    }
}
