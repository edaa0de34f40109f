package org.liaoyuan.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long a budget lasts. */
public enum Period {
    DAY,
    MONTH;

    /** When the one that holds this moment began. */
    Instant start(Instant now, ZoneId zone) {
        return firstDay(now, zone).atStartOfDay(zone).toInstant();
    }

    /** When the next one begins. */
    Instant end(Instant now, ZoneId zone) {
        LocalDate first = firstDay(now, zone);
        return (this == DAY ? first.plusDays(1) : first.plusMonths(1))
                .atStartOfDay(zone)
                .toInstant();
    }

    private LocalDate firstDay(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return this == DAY ? today : today.withDayOfMonth(1);
    }
}
