package org.liaoyuan.server.ledger;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was used and what it cost, for the page and the terminal. Days are ISO dates, both ends included. */
@RestController
@Tag(name = "ledger", description = "What was used and what it cost.")
@RequestMapping("/api/ledger")
class LedgerController {

    private static final String CSV = "text/csv";

    private final Ledger ledger;
    private final EnergyPrices prices;
    private final TransactionTemplate reading;

    LedgerController(Ledger ledger, EnergyPrices prices, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.prices = prices;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Operation(operationId = "sumLedger", summary = "Sums by day, model, person, organisation or key")
    @GetMapping("/sums")
    Sums sums(
            @RequestParam(defaultValue = "day") Grouping by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return ledger.sums(by, first(from), last(to));
    }

    @Operation(operationId = "exportLedgerSums", summary = "The same sums as CSV")
    @GetMapping(path = "/sums.csv", produces = CSV)
    ResponseEntity<String> sumsAsCsv(
            @RequestParam(defaultValue = "day") Grouping by,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        LocalDate first = first(from);
        LocalDate last = last(to);
        String name = "liaoyuan-" + by.name().toLowerCase(Locale.ROOT) + "-" + first + "-" + last + ".csv";
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(ledger.sums(by, first, last).csv());
    }

    /** Every row; sent as it is read, however many there are. */
    @Operation(operationId = "exportLedger", summary = "The rows as CSV")
    @GetMapping(path = "/entries.csv", produces = CSV)
    void entries(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            HttpServletResponse response) {
        LocalDate first = first(from);
        LocalDate last = last(to);
        ledger.writeWaiting();
        reading.executeWithoutResult(status -> {
            try (Stream<String> lines = ledger.csv(first, last)) {
                response.setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8).toString());
                response.setHeader(
                        "Content-Disposition",
                        "attachment; filename=\"liaoyuan-ledger-" + first + "-" + last + ".csv\"");
                Writer out = response.getWriter();
                for (String line : (Iterable<String>) lines::iterator) {
                    out.write(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What a calculation starts from: this server's tariff, and figures of an example. */
    @Operation(operationId = "calculateServers", summary = "What own servers would cost, beside a provider")
    @GetMapping("/calculator")
    Calculation calculate(
            @RequestParam(defaultValue = "1") int servers,
            @RequestParam(defaultValue = "6.5") double kw,
            @RequestParam(required = false) @Nullable Double pue,
            @RequestParam(required = false) @Nullable Double tariff,
            @RequestParam(defaultValue = "0") double price,
            @RequestParam(defaultValue = "5") double years,
            @RequestParam(defaultValue = "1000") double rate,
            @RequestParam(defaultValue = "2") double provider) {
        Servers given = new Servers(
                servers,
                kw,
                pue == null ? prices.pue() : pue,
                tariff == null ? prices.meanYuanPerKwh() : tariff,
                prices.gramsPerKwh(),
                price,
                years,
                rate,
                provider);
        return new Calculation(given, given.costs());
    }

    /** What was given, with what was filled in, and what comes of it. */
    record Calculation(Servers given, Servers.Costs costs) {}

    private LocalDate first(@Nullable LocalDate day) {
        return day == null ? ledger.usualStart() : day;
    }

    private LocalDate last(@Nullable LocalDate day) {
        return day == null ? ledger.today() : day;
    }
}
