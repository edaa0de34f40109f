package org.liaoyuan.server.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The ledger's rows of some days, summed.
 *
 * @param by what a row stands for
 * @param from the first day
 * @param to the last day
 * @param rows days in order, everything else the dearest first
 * @param total of all rows
 */
public record Sums(Grouping by, LocalDate from, LocalDate to, List<Sum> rows, Sum total) {

    public Sums {
        rows = List.copyOf(rows);
    }

    /** As comma-separated values, with a head. */
    public String csv() {
        Csv csv = new Csv(
                by.name().toLowerCase(Locale.ROOT),
                "requests",
                "failed",
                "tokens_in",
                "tokens_out",
                "tokens_cached",
                "joules",
                "facility_joules",
                "joules_measured",
                "electricity_yuan",
                "provider_yuan",
                "yuan",
                "carbon_grams");
        for (Sum s : rows) {
            csv.row(
                    s.name(),
                    s.requests(),
                    s.failed(),
                    s.tokensIn(),
                    s.tokensOut(),
                    s.tokensCached(),
                    s.joules(),
                    s.facilityJoules(),
                    s.measured(),
                    s.electricityYuan(),
                    s.providerYuan(),
                    s.yuan(),
                    s.carbonGrams());
        }
        return csv.toString();
    }
}
