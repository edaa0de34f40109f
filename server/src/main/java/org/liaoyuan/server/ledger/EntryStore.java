package org.liaoyuan.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.liaoyuan.server.key.KeyWindow;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's table. */
final class EntryStore {

    private static final String INSERT = """
            insert into ledger_entry (id, at, key, person, organisation, alias, model, operation, outcome, tokens_in, tokens_out,
              tokens_cached, first_token_ms, duration_ms, joules, joules_measured, facility_joules, electricity_yuan,
              provider_yuan, carbon_grams)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""";

    private static final String SUMS = """
            count(*) requests, count(*) filter (where outcome in ('error', 'refused')) failed,
            coalesce(sum(tokens_in), 0) tokens_in, coalesce(sum(tokens_out), 0) tokens_out,
            coalesce(sum(tokens_cached), 0) tokens_cached, coalesce(sum(joules), 0) joules,
            coalesce(sum(facility_joules), 0) facility_joules,
            coalesce(bool_and(joules_measured) filter (where joules > 0), false) measured,
            coalesce(sum(electricity_yuan), 0) electricity_yuan, coalesce(sum(provider_yuan), 0) provider_yuan,
            coalesce(sum(carbon_grams), 0) carbon_grams
            from ledger_entry where at >= :from and at < :to and\s""" + Tenant.SEEN;

    private static final int FETCH = 500;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final TransactionTemplate whole;

    EntryStore(DataSource source) {
        this.batches = new JdbcTemplate(source);
        this.jdbc = JdbcClient.create(batches);
        this.whole = new TransactionTemplate(new DataSourceTransactionManager(source));
        // its own, whoever asks: what is taken from the queue must not vanish with somebody else's transaction
        this.whole.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Writes rows and counts their tokens for keys with a limit: all of it or, if it throws, nothing. A row that is there already
     * stays as it is and counts nothing more, so that a batch can be tried again.
     */
    void insert(List<Entry> entries) {
        List<Object[]> rows = entries.stream().map(EntryStore::values).toList();
        Tenant.SYSTEM.run(() -> whole.executeWithoutResult(status -> {
            int[] written = batches.batchUpdate(INSERT, rows);
            countForLimits(IntStream.range(0, written.length)
                    .filter(i -> written[i] != 0)
                    .mapToObj(entries::get)
                    .toList());
        }));
    }

    /** Keys may be limited to so many tokens a minute. */
    private void countForLimits(List<Entry> entries) {
        Map<String, Long> tokens = entries.stream()
                .filter(e -> !e.payer().key().isEmpty())
                .collect(Collectors.groupingBy(
                        e -> e.payer().key(), Collectors.summingLong(e -> (long) e.tokensIn() + e.tokensOut())));
        KeyWindow.addTokens(jdbc, tokens);
    }

    private static Object[] values(Entry e) {
        return new Object[] {
            e.id(),
            Timestamp.from(e.at()),
            e.payer().key(),
            e.payer().person(),
            e.payer().organisation(),
            e.alias(),
            e.model(),
            lower(e.operation()),
            lower(e.outcome()),
            e.tokensIn(),
            e.tokensOut(),
            e.tokensCached(),
            e.firstToken().map(Duration::toMillis).orElse(null),
            e.duration().toMillis(),
            e.charge().joules(),
            e.charge().measured(),
            e.charge().facilityJoules(),
            e.charge().electricityYuan(),
            e.charge().providerYuan(),
            e.charge().carbonGrams()
        };
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    List<Sum> sums(Grouping by, LocalDate from, LocalDate to, ZoneId zone) {
        String order = by == Grouping.DAY ? "name" : "sum(electricity_yuan + provider_yuan) desc, name";
        return jdbc.sql("select " + by.sql + " as name, " + SUMS + " group by 1 order by " + order)
                .params(Tenant.current().parameters())
                .param("zone", zone.getId())
                .param("from", start(from, zone))
                .param("to", start(to.plusDays(1), zone))
                .query(EntryStore::sum)
                .list();
    }

    Sum total(LocalDate from, LocalDate to, ZoneId zone) {
        return jdbc.sql("select '' as name, " + SUMS)
                .params(Tenant.current().parameters())
                .param("from", start(from, zone))
                .param("to", start(to.plusDays(1), zone))
                .query(EntryStore::sum)
                .single();
    }

    private static Timestamp start(LocalDate day, ZoneId zone) {
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }

    private static Sum sum(ResultSet row, int number) throws SQLException {
        double electricity = row.getDouble("electricity_yuan");
        double provider = row.getDouble("provider_yuan");
        return new Sum(
                row.getString("name"),
                row.getLong("requests"),
                row.getLong("failed"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("tokens_cached"),
                row.getDouble("joules"),
                row.getDouble("facility_joules"),
                row.getBoolean("measured"),
                electricity,
                provider,
                electricity + provider,
                row.getDouble("carbon_grams"));
    }

    /** What a budget's subject has spent in its organisation since then. */
    Spending spent(Budget budget, Instant since) {
        return jdbc.sql("""
                        select coalesce(sum(tokens_in::bigint + tokens_out), 0), coalesce(sum(joules), 0),
                          coalesce(sum(electricity_yuan + provider_yuan), 0)
                        from ledger_entry where organisation = :organisation and %s = :id and at >= :since""".formatted(budget.subject().column))
                .param("organisation", budget.organisation())
                .param("id", budget.subjectId())
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Spending(row.getLong(1), row.getDouble(2), row.getDouble(3)))
                .single();
    }

    /** The rows as lines of comma-separated values, in order of time; read as they are needed. Close it, inside a transaction. */
    Stream<String> csv(LocalDate from, LocalDate to, ZoneId zone) {
        return jdbc
                .sql("select * from ledger_entry where at >= :from and at < :to and " + Tenant.SEEN
                        + " order by at, id")
                .withFetchSize(FETCH)
                .params(Tenant.current().parameters())
                .param("from", start(from, zone))
                .param("to", start(to.plusDays(1), zone))
                .query(EntryStore::line)
                .stream();
    }

    static final String HEAD = Csv.line(
            "at",
            "key",
            "person",
            "organisation",
            "alias",
            "model",
            "operation",
            "outcome",
            "tokens_in",
            "tokens_out",
            "tokens_cached",
            "first_token_ms",
            "duration_ms",
            "joules",
            "joules_measured",
            "facility_joules",
            "electricity_yuan",
            "provider_yuan",
            "carbon_grams");

    private static String line(ResultSet row, int number) throws SQLException {
        String firstToken = row.getString("first_token_ms");
        return Csv.line(
                row.getTimestamp("at").toInstant().atOffset(ZoneOffset.UTC).toString(),
                row.getString("key"),
                row.getString("person"),
                row.getString("organisation"),
                row.getString("alias"),
                row.getString("model"),
                row.getString("operation"),
                row.getString("outcome"),
                row.getInt("tokens_in"),
                row.getInt("tokens_out"),
                row.getInt("tokens_cached"),
                firstToken == null ? "" : firstToken,
                row.getLong("duration_ms"),
                row.getDouble("joules"),
                row.getBoolean("joules_measured"),
                row.getDouble("facility_joules"),
                row.getDouble("electricity_yuan"),
                row.getDouble("provider_yuan"),
                row.getDouble("carbon_grams"));
    }
}
