package org.liaoyuan.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liaoyuan.server.AsSystem;
import org.liaoyuan.server.TestServer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(AsSystem.class)
class LedgerTest {

    private static final Instant NOON = Instant.parse("2031-05-31T12:00:00Z");

    private static DataSource source;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        source = TestServer.get().bean(DataSource.class);
        jdbc = TestServer.get().bean(JdbcClient.class);
    }

    private static LedgerSettings settings(int queue) {
        return new LedgerSettings(2, 0.63, List.of(), 536.6, "UTC", 0.8, queue);
    }

    private static Entry entry(String person, Instant at, int tokens, double yuan) {
        return entry(new Payer("", person, ""), at, tokens, yuan);
    }

    private static Entry entry(Payer payer, Instant at, int tokens, double yuan) {
        return new Entry(
                UUID.randomUUID(),
                at,
                payer,
                "default",
                "m",
                Operation.CHAT,
                Outcome.STOP,
                tokens,
                0,
                0,
                Optional.empty(),
                Duration.ofMillis(5),
                new Charge(10, true, 20, yuan, 0, 1));
    }

    private static long rows(String person) {
        return jdbc.sql("select count(*) from ledger_entry where person = ?")
                .param(person)
                .query(Long.class)
                .single();
    }

    @Test
    void aFullQueueAndTheShutdownLoseNothing() throws InterruptedException {
        Ledger ledger = new Ledger(source, settings(3));

        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 50; n++) {
                    ledger.record(entry("crowd", NOON, 1, 0));
                }
            }));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        ledger.close();

        assertThat(rows("crowd")).isEqualTo(400);
    }

    /** A key of the local person that has a limit of tokens; the minute is far ahead, so that the window does not move. */
    private static UUID limitedKey(long used) {
        UUID key = UUID.randomUUID();
        jdbc.sql("""
                        insert into api_key (id, organisation, person, name, token_hash, prefix, scopes, models, tokens_per_minute)
                        values (:id, 'local', 'local', 'limited', decode(md5(:id::text), 'hex'), 'sk', '{USE_MODELS}', '{}', 9)""").param("id", key).update();
        jdbc.sql("insert into key_window values (?, '2999-01-01', 0, ?, 0, 0)")
                .params(key, used)
                .update();
        return key;
    }

    private static long counted(UUID key) {
        return jdbc.sql("select tokens from key_window where key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    @Test
    void aBatchThatFailsHalfWayCountsItsTokensOnceWhenItIsTriedAgain() {
        EntryStore store = new EntryStore(source);
        List<UUID> keys = List.of(limitedKey(0), limitedKey(Long.MAX_VALUE), limitedKey(0));
        List<Entry> batch = keys.stream()
                .map(key -> entry(new Payer(key.toString(), "half-way", ""), NOON, 7, 0))
                .toList();

        // the second key's counter is full: PostgreSQL refuses when the first may be counted already
        assertThatThrownBy(() -> store.insert(batch)).isInstanceOf(DataAccessException.class);
        assertThat(rows("half-way")).isZero();
        assertThat(keys).map(LedgerTest::counted).containsExactly(0L, Long.MAX_VALUE, 0L);
        jdbc.sql("update key_window set tokens = 0 where key = ?")
                .param(keys.get(1))
                .update();
        store.insert(batch);
        // what is tried again although it was written, as after a connection that broke at the commit, counts nothing
        // more
        store.insert(batch);

        assertThat(rows("half-way")).isEqualTo(3);
        assertThat(keys).map(LedgerTest::counted).containsExactly(7L, 7L, 7L);
        jdbc.sql("delete from api_key where id = any (?)")
                .param(keys.toArray(UUID[]::new))
                .update();
    }

    @Test
    void aQuestionSeesEveryRowRecordedBeforeIt() {
        try (Ledger ledger = new Ledger(source, settings(100))) {
            ledger.record(entry("asked", NOON, 7, 0.5));
            ledger.record(entry("asked", NOON, 5, 0.25));

            LocalDate day = LocalDate.parse("2031-05-31");
            Sum sum = ledger.sums(Grouping.PERSON, day, day).rows().stream()
                    .filter(s -> s.name().equals("asked"))
                    .findFirst()
                    .orElseThrow();

            assertThat(sum.tokensIn()).isEqualTo(12);
            assertThat(sum.requests()).isEqualTo(2);
            assertThat(sum.yuan()).isEqualTo(0.75);
            assertThat(sum.measured()).isTrue();
            assertThat(ledger.sums(Grouping.DAY, day.plusDays(1), day.plusDays(1))
                            .rows())
                    .isEmpty();
        }
    }

    @Test
    void requestsUnderWayCountTogetherAndABudgetMadeMeanwhileKnowsThem() {
        try (Ledger ledger = new Ledger(source, settings(100))) {
            Budgets budgets = new Budgets(new BudgetStore(jdbc), ledger, settings(100), () -> NOON);
            Payer payer = new Payer("", "pair", "");
            Allowance one = budgets.open(payer);
            Allowance two = budgets.open(payer);
            one.isUsedUpBy(new Spending(30, 0, 0));

            Budget budget = budgets.put(
                            new Budget(UUID.randomUUID(), Subject.PERSON, "pair", Period.DAY, Unit.TOKENS, 100))
                    .budget();

            assertThat(budgets.of(payer).getFirst().used()).isEqualTo(30);
            assertThat(two.isUsedUpBy(new Spending(50, 0, 0))).isFalse();
            assertThat(two.warnings()).singleElement().asString().contains("person pair: 80 of 100 tokens a day");
            assertThat(two.isUsedUpBy(new Spending(70, 0, 0))).isTrue();
            assertThat(one.isUsedUpBy(new Spending(30, 0, 0))).isTrue();
            assertThatThrownBy(() -> budgets.open(payer).requireSomeLeft())
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("100 of 100 tokens a day")
                    .hasMessageContaining("2031-06-01T00:00:00Z");
            // what was spent in the end is less than what it seemed to be on the way
            two.settle(entry("pair", NOON, 20, 0));
            assertThat(budgets.of(payer).getFirst().used()).isEqualTo(50);
            assertThat(two.isUsedUpBy(new Spending(500, 0, 0))).isFalse();
            assertThat(budgets.remove(budget.id())).isTrue();
            assertThat(budgets.remove(budget.id())).isFalse();
        }
    }

    @Test
    void aBudgetCountsItsPeriodFromTheRowsAndRenews() {
        try (Ledger ledger = new Ledger(source, settings(100))) {
            AtomicReference<Instant> now = new AtomicReference<>(NOON);
            InstantSource clock = now::get;
            Budgets budgets = new Budgets(new BudgetStore(jdbc), ledger, settings(100), clock);
            Payer payer = new Payer("", "month", "");
            ledger.record(entry("month", NOON.minus(Duration.ofDays(40)), 1, 100));
            ledger.record(entry("month", NOON.minus(Duration.ofDays(3)), 1, 2));
            Budget monthly = new Budget(UUID.randomUUID(), Subject.PERSON, "month", Period.MONTH, Unit.YUAN, 2);
            Budget daily = new Budget(UUID.randomUUID(), Subject.PERSON, "month", Period.DAY, Unit.YUAN, 1);

            BudgetStatus month = budgets.put(monthly);
            BudgetStatus day = budgets.put(daily);

            assertThat(month.used()).isEqualTo(2);
            assertThat(month.exhausted()).isTrue();
            assertThat(day.used()).isZero();
            now.set(NOON.plus(Duration.ofHours(12)));
            assertThat(budgets.of(payer)).noneMatch(BudgetStatus::exhausted);
            budgets.remove(month.budget().id());
            budgets.remove(day.budget().id());
        }
    }
}
