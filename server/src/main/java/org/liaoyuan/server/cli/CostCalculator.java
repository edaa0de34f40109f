package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.liaoyuan.server.ledger.LedgerSettings;
import org.liaoyuan.server.ledger.Servers;
import picocli.CommandLine.Option;

/** The options of a calculation, and what it says. */
final class CostCalculator {

    @Option(
            names = "--servers",
            required = true,
            description = {"服务器台数。", "How many servers."})
    private int servers;

    @Option(
            names = "--kw",
            defaultValue = "6.5",
            description = {"每台功率（千瓦，不含散热）。", "What one draws in kW, without cooling (default ${DEFAULT-VALUE})."})
    private double kilowatts;

    @Option(
            names = "--pue",
            defaultValue = "2.0",
            description = {
                "能效比；2 表示散热与计算一样多。",
                "Power usage effectiveness; 2: as much for cooling (default ${DEFAULT-VALUE})."
            })
    private double pue;

    @Option(
            names = "--tariff",
            defaultValue = "0.63",
            description = {"电价（元/千瓦时）。", "Yuan a kilowatt-hour (default ${DEFAULT-VALUE})."})
    private double tariff;

    @Option(
            names = "--price",
            defaultValue = "0",
            description = {"每台购置价（元）。", "What one was bought for, in yuan (default ${DEFAULT-VALUE})."})
    private double price;

    @Option(
            names = "--years",
            defaultValue = "5",
            description = {"折旧年数。", "Years over which that is written off (default ${DEFAULT-VALUE})."})
    private double years;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = {"每台满载的词元/秒。", "Tokens a second of one that is busy (default ${DEFAULT-VALUE})."})
    private double rate;

    @Option(
            names = "--provider",
            defaultValue = "2",
            description = {"供应商价格（元/百万词元）。", "A provider's yuan for a million tokens (default ${DEFAULT-VALUE})."})
    private double provider;

    void print(PrintWriter out) {
        double carbon = LedgerSettings.defaults().carbonGramsPerKwh();
        var costs = new Servers(servers, kilowatts, pue, tariff, carbon, price, years, rate, provider).costs();
        line(out, "每台每天耗电 / energy of one a day", costs.kwhPerServerDay(), "kWh");
        line(out, "每台每天电费 / electricity of one a day", costs.electricityPerServerDay(), "yuan");
        line(out, "全部每天电费 / electricity of all a day", costs.electricityPerDay(), "yuan");
        line(out, "每台每天折旧 / write-off of one a day", costs.writeOffPerServerDay(), "yuan");
        line(out, "全部每天合计 / all costs a day", costs.perDay(), "yuan");
        line(out, "全部每天碳排放 / CO2 of all a day", costs.carbonKilogramsPerDay(), "kg");
        line(out, "满载时每百万词元 / a million tokens at full load", costs.yuanPerMillionFull(), "yuan");
        if (costs.canBreakEven()) {
            line(out, "盈亏平衡 / break-even, tokens a day", costs.breakEvenTokensPerDay() / 1e6, "million");
            line(out, "盈亏平衡负载 / break-even load", 100 * costs.breakEvenLoad(), "%");
        } else {
            out.println("供应商始终更便宜 / the provider is always cheaper");
        }
        out.flush();
    }

    private static void line(PrintWriter out, String what, double value, String unit) {
        out.printf(Locale.ROOT, "%s: %,.2f %s%n", what, value, unit);
    }
}
