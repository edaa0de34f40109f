package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import org.liaoyuan.server.ledger.Grouping;
import org.liaoyuan.server.ledger.Ledger;
import org.liaoyuan.server.ledger.LedgerSettings;
import org.liaoyuan.server.ledger.Sums;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Tenant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was used and what it cost; or, with {@code --servers}, what hardware of one's own would. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = {
            "用量与费用：词元、焦耳、元；加 --servers 则计算自有服务器的电费。",
            "Tokens, joules and yuan of what was asked; with --servers a calculation for hardware of one's own."
        })
final class CostReport implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--by",
            defaultValue = "day",
            description = {"按 day、model、person、organisation 或 key 汇总。", "Sum by: ${COMPLETION-CANDIDATES}."})
    @SuppressWarnings("NullAway.Init")
    private Grouping by;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = {"从哪天起（如 2026-01-31），默认近 30 天。", "The first day, such as 2026-01-31; default 30 days."})
    private @Nullable LocalDate since;

    @Option(
            names = "--csv",
            description = {"输出 CSV。", "Print comma-separated values."})
    private boolean csv;

    @ArgGroup(exclusive = false, heading = "%n计算器 / Calculator%n")
    private @Nullable CostCalculator calculator;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (calculator != null) {
            calculator.print(out);
            return 0;
        }
        Home home = Home.fromEnvironment();
        Optional<ServerClient> server = ServerClient.of(home);
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                print(client.sums(by, since), out);
            }
        } else {
            return printFromDatabase(home, out);
        }
        return 0;
    }

    private int printFromDatabase(Home home, PrintWriter out) {
        ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
        if (lock == null) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "liaoyuan: a server in " + home.path() + " is starting or stopping; try again in a moment");
            return 1;
        }
        try (lock;
                Database database = Database.begin(home).join()) {
            Ledger ledger =
                    Ledger.open(database.source(), LedgerSettings.defaults()).orElse(null);
            if (ledger == null) {
                out.println("还没有用量记录。 / Nothing has been recorded yet.");
                out.flush();
                return 0;
            }
            try (ledger) {
                // who reads the data folder is its owner
                Tenant.SYSTEM.run(
                        () -> print(ledger.sums(by, since == null ? ledger.usualStart() : since, ledger.today()), out));
            }
        }
        return 0;
    }

    private void print(Sums sums, PrintWriter out) {
        if (csv) {
            out.print(sums.csv());
        } else {
            CostTable.print(sums, out);
        }
        out.flush();
    }
}
