package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.liaoyuan.server.ledger.Sum;
import org.liaoyuan.server.ledger.Sums;

/** Sums as a table in the terminal. */
final class CostTable {

    private static final double JOULES_PER_KWH = 3.6e6;

    private CostTable() {}

    static void print(Sums sums, PrintWriter out) {
        out.printf("%s … %s%n", sums.from(), sums.to());
        out.printf(
                "%-24s %9s %12s %12s %14s %12s %12s%n",
                sums.by().name(), "REQUESTS", "TOKENS IN", "TOKENS OUT", "JOULES", "KWH+COOLING", "YUAN");
        for (Sum row : sums.rows()) {
            line(row.name().isEmpty() ? "-" : row.name(), row, out);
        }
        line("TOTAL", sums.total(), out);
        if (!sums.total().measured()) {
            out.println("≈ 按 CPU 时间估算 / modelled from CPU time");
        }
    }

    private static void line(String name, Sum row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-24s %9d %12d %12d %14s %12.6f %12.6f%n",
                name,
                row.requests(),
                row.tokensIn(),
                row.tokensOut(),
                String.format(Locale.ROOT, "%s%.1f", row.measured() ? "" : "≈", row.joules()),
                row.facilityJoules() / JOULES_PER_KWH,
                row.yuan());
    }
}
