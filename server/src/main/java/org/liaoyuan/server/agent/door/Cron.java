package org.liaoyuan.server.agent.door;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a schedule is due: minute, hour, day of the month, month, day of the week, in a time zone. Clocks that are set forward skip no day
 * that has another time left: a time that does not exist that day is the next that does.
 */
record Cron(String expression, String zone) {

    private static final int LONGEST = 100;

    /** @throws IllegalArgumentException if it is none, or comes never */
    static Cron of(@Nullable String expression, @Nullable String zone) {
        Cron cron = new Cron(expression == null ? "" : expression.strip(), zone == null ? "" : zone.strip());
        if (cron.next(Instant.now()).isEmpty()) {
            throw new IllegalArgumentException("cron is '" + cron.expression + "', which comes never");
        }
        return cron;
    }

    /** The first time after this one; empty if there is none. */
    Optional<Instant> next(Instant after) {
        return Optional.ofNullable(parsed().next(ZonedDateTime.ofInstant(after, place())))
                .map(ZonedDateTime::toInstant);
    }

    List<Instant> next(Instant after, int many) {
        List<Instant> times = new ArrayList<>();
        Instant last = after;
        for (int i = 0; i < many; i++) {
            Optional<Instant> next = next(last);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            times.add(last);
        }
        return times;
    }

    private ZoneId place() {
        try {
            if (zone.length() <= LONGEST) {
                return ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException("zone is '" + cut(zone) + "'; expected one such as Asia/Shanghai or UTC");
    }

    private CronExpression parsed() {
        boolean named = expression.startsWith("@");
        try {
            if (expression.length() <= LONGEST && (named || expression.split("\\s+").length == 5)) {
                return CronExpression.parse(named ? expression : "0 " + expression);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "cron is '" + cut(expression)
                        + "'; expected five fields: minute, hour, day of the month, month, day of the week, such as 30 8 * * MON-FRI");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
