package org.liaoyuan.server.tool.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.AgentOfTest;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a database of its own beside the product's, by a user who may do with its rows what it likes. */
class SqlToolTest {

    private static final String PASSWORD = "word of the test";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private static House house;
    private static Visitor admin;
    private static SqlTool tool;
    private static Tenant owner;
    private static String url;

    @BeforeAll
    static void settle() throws SQLException {
        house = House.get();
        admin = house.people.get(Role.ADMIN);
        tool = house.server.bean(SqlTool.class);
        owner = AgentOfTest.tenant(admin);
        Database product = house.server.bean(Database.class);
        url = product.url().replaceFirst("/[^/?]*(\\?.*)?$", "/crm");
        try (Connection connection = product.connect()) {
            run(connection, "create role crm_user login password '" + PASSWORD + "'");
            run(connection, "create role crm_king login superuser password '" + PASSWORD + "'");
            run(connection, "create role crm_heir login password '" + PASSWORD + "'");
            run(connection, "grant crm_king to crm_heir");
            run(connection, "create role crm_programs login password '" + PASSWORD + "'");
            run(connection, "grant pg_execute_server_program to crm_programs");
            run(connection, "create database crm owner crm_user");
        }
        try (Connection connection = direct()) {
            run(connection, """
                    create table customer (id int primary key, name text, since date, credit numeric(12, 2), about jsonb,
                      tags text[], photo bytea, seen timestamptz, good bool, x float8);
                    insert into customer values
                      (1, '王小明', '2024-05-01', 1200.50, '{"city": "杭州", "n": [1, 2]}', '{a,"b,c"}', '\\x00ff', '2026-01-02 03:04:05.5+00', true, 'NaN'),
                      (2, 'Ada, "the" first', null, null, null, null, null, null, null, null);
                    create function rename() returns int language plpgsql as
                      $$ begin update customer set name = 'taken'; return 1; end $$;
                    create function changer() returns int language plpgsql as
                      $$ begin perform set_config('transaction_read_only', 'off', true); update customer set name = 'taken'; return 1; end $$;
                    create sequence counter""");
        }
        add("crm", "crm_user", url, true);
        add("crm-read", "crm_user", url, false);
    }

    private static Connection direct() throws SQLException {
        return DriverManager.getConnection(url.replaceFirst("\\?.*", ""), "crm_user", PASSWORD);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String sql) throws SQLException {
        try (Connection connection = direct();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    private static Reply add(String name, String user, String url, boolean writes) {
        Reply reply = admin.post(
                "/api/sql-connections",
                JSON.writeValueAsString(
                        Map.of("name", name, "url", url, "user", user, "password", PASSWORD, "writes", writes)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private static JsonNode use(String connection, String sql, Map<String, String> parameters, String... more) {
        return use(LONG, connection, sql, parameters, more);
    }

    private static JsonNode use(
            Duration limit, String connection, String sql, Map<String, String> parameters, String... more) {
        Map<String, String> texts =
                new HashMap<>(Map.of("connection", connection, "statement", sql, "rows", "100", "writes", "false"));
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        ToolValues values = new ToolValues(texts, Map.of("parameters", parameters));
        ToolCall call = new ToolCall(values, UUID.randomUUID(), "key", limit);
        try {
            return owner.call(() -> tool.use(call)).output();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ToolFailure failure(String connection, String sql, String... more) {
        return catchThrowableOfType(ToolFailure.class, () -> use(connection, sql, Map.of(), more));
    }

    @Test
    void valuesComeAsWhatTheyAre() {
        JsonNode output = use(
                "crm-read",
                "select *, id as id from customer where id = :id or name = :name order by 1",
                Map.of("id", "1", "name", "Ada, \"the\" first"));

        JsonNode row = output.at("/rows/0");
        assertThat(row.at("/id").isIntegralNumber()).isTrue();
        assertThat(row.at("/id_2").asInt()).isEqualTo(1);
        assertThat(row.at("/name").asString()).isEqualTo("王小明");
        assertThat(row.at("/since").asString()).isEqualTo("2024-05-01");
        assertThat(row.at("/credit").decimalValue()).isEqualByComparingTo("1200.50");
        assertThat(row.at("/about/n/1").asInt()).isEqualTo(2);
        assertThat(row.at("/tags/1").asString()).isEqualTo("b,c");
        assertThat(row.at("/photo").asString()).isEqualTo("AP8=");
        assertThat(java.time.OffsetDateTime.parse(row.at("/seen").asString()).toInstant())
                .isEqualTo(java.time.Instant.parse("2026-01-02T03:04:05.5Z"));
        assertThat(row.at("/good").isBoolean()).isTrue();
        assertThat(row.at("/x").asString()).isEqualTo("NaN");
        assertThat(output.at("/rows/1/since").isNull()).isTrue();
        assertThat(output.at("/count").asInt()).isEqualTo(2);
        assertThat(output.at("/truncated").asBoolean()).isFalse();
        assertThat(output.at("/text").asString())
                .startsWith("id,name,since")
                .contains("\n1,王小明,2024-05-01,1200.50,\"{\"\"n\"\":[1,2]")
                .contains("\n2,\"Ada, \"\"the\"\" first\",,,");
    }

    @Test
    void aNumberThatWouldBeRoundedComesAsText() {
        JsonNode row = use(
                        "crm-read",
                        "select 9007199254740993 as id, 1234567890123456789.25 as sum, 0.1 as part, 10 ^ 300 as big",
                        Map.of())
                .at("/first");

        assertThat(row.at("/id").asString()).isEqualTo("9007199254740993");
        assertThat(row.at("/sum").asString()).isEqualTo("1234567890123456789.25");
        assertThat(row.at("/part").isNumber()).isTrue();
        assertThat(row.at("/big").doubleValue()).isEqualTo(1e300);
    }

    @Test
    void whatIsGivenIsDataAndNoStatement() throws SQLException {
        String attack = "x'; drop table customer; --";

        JsonNode output = use("crm-read", "select :it as it", Map.of("it", attack));

        assertThat(output.at("/rows/0/it").asString()).isEqualTo(attack);
        assertThat(value("select count(*) from customer where name <> 'taken'")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with gone as (delete from customer returning id) select * from gone",
                "select rename()",
                "select changer()",
                "select query_to_xml('select changer()', true, true, '')",
                "select set_config('transaction_read_only', 'off', true), rename()",
                "select * into other from customer",
                "explain analyze delete from customer",
                "select nextval('counter')",
                "select 1; delete from customer",
                "select 1; commit; delete from customer",
                "select pg_read_file('/etc/passwd')",
                "select pg_ls_dir('/')",
                "select lo_import('/etc/passwd')",
                "copy customer to program 'touch /tmp/taken'",
                "copy (select 1) to '/tmp/taken'",
                "select query_to_xml('copy customer to program ''id''', true, true, '')",
                "do $$ begin delete from customer; end $$",
                "select * from pg_authid",
            })
    void aNodeThatReadsChangesAndReachesNothing(String sql) throws SQLException {
        ToolFailure failure = failure("crm", sql);

        assertThat(failure.reason()).as(failure.getMessage()).isIn(Reason.REFUSED, Reason.VALUE);
        assertThat(value("select count(*) from customer where name <> 'taken'")).isEqualTo("2");
    }

    @Test
    void aStatementThatTakesTooLongIsStoppedHereAndThere() throws SQLException {
        long start = System.nanoTime();

        assertThatThrownBy(() -> use(Duration.ofSeconds(1), "crm-read", "select pg_sleep(60)", Map.of()))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("more seconds");
        assertThatThrownBy(() -> use(
                        Duration.ofSeconds(1),
                        "crm-read",
                        "select set_config('statement_timeout', '0', false), pg_sleep(60)",
                        Map.of()))
                .isInstanceOf(ToolFailure.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
        Awaitility.await().atMost(LONG).until(() -> sleeping().equals("0"));
    }

    private static String sleeping() throws SQLException {
        return value(
                "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()");
    }

    @Test
    void aRunThatIsCancelledLeavesNoStatementBehind() throws Exception {
        Thread thread = Thread.ofVirtual()
                .start(() -> owner.run(() -> assertThatThrownBy(() -> tool.use(new ToolCall(
                                new ToolValues(
                                        Map.of(
                                                "connection",
                                                "crm-read",
                                                "statement",
                                                "select pg_sleep(60)",
                                                "rows",
                                                "1"),
                                        Map.of()),
                                UUID.randomUUID(),
                                "key",
                                Duration.ofMinutes(2))))
                        .isInstanceOf(InterruptedException.class)));
        Awaitility.await().atMost(LONG).until(() -> !sleeping().equals("0"));

        thread.interrupt();

        assertThat(thread.join(LONG)).isTrue();
        Awaitility.await().atMost(LONG).until(() -> sleeping().equals("0"));
    }

    @Test
    void moreThanIsWantedIsLeftOutAndSaid() {
        JsonNode rows = use("crm-read", "select g from generate_series(1, 100000000) g", Map.of(), "rows", "3");
        assertThat(rows.at("/rows")).hasSize(3);
        assertThat(rows.at("/truncated").asBoolean()).isTrue();

        JsonNode cell = use("crm-read", "select repeat('x', 1000000) as big", Map.of());
        assertThat(cell.at("/rows/0/big").asString()).hasSize(Cell.MOST_CHARACTERS);
        assertThat(cell.at("/truncated").asBoolean()).isTrue();

        JsonNode all = use(
                "crm-read", "select repeat('x', 10000) as big from generate_series(1, 1000)", Map.of(), "rows", "1000");
        assertThat(all.toString().length()).isLessThan(3 * Table.MOST_CHARACTERS);
        assertThat(all.at("/truncated").asBoolean()).isTrue();

        assertThat(failure("crm-read", "select repeat('x', 100000000)").reason())
                .isEqualTo(Reason.TOO_LONG);
        assertThat(failure("crm-read", "select repeat('x', 100000000)::bytea").reason())
                .isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aChangeIsMadeOnceAndByConnectionsThatMayAlone() throws SQLException {
        JsonNode made = use(
                "crm",
                "insert into customer (id, name) values (:id, :name) returning id",
                Map.of("id", "77", "name", "new"),
                "writes",
                "true");
        assertThat(made.at("/rows/0/id").asInt()).isEqualTo(77);
        assertThat(use("crm", "delete from customer where id = 77", Map.of(), "writes", "true")
                        .at("/changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(value("select count(*) from customer")).isEqualTo("2");

        assertThat(failure("crm-read", "delete from customer", "writes", "true").reason())
                .isEqualTo(Reason.NOT_OPEN);
        ToolFailure twice = failure("crm", "insert into customer (id, name) values (1, 'secret')", "writes", "true");
        assertThat(twice.reason()).isEqualTo(Reason.REFUSED);
        assertThat(twice).hasMessageContaining("23505").hasMessageNotContaining("secret");
        assertThat(failure("crm", "drop table customer", "writes", "true").reason())
                .isEqualTo(Reason.VALUE);
    }

    @ParameterizedTest
    @CsvSource({"crm_king, superuser", "crm_heir, superuser", "crm_programs, programs"})
    void aUserWhoMayDoMoreThanWorkWithRowsIsNotUsed(String user, String why) {
        add(user, user, url, true);

        ToolFailure failure = failure(user, "select 1");

        assertThat(failure.reason()).isEqualTo(Reason.NOT_OPEN);
        assertThat(failure).hasMessageContaining(why).hasMessageNotContaining(PASSWORD);
    }

    @Test
    void theProductsOwnDatabaseAndTheServersNetworkAreNotAsked() {
        add("own", "crm_user", house.server.bean(Database.class).url(), false);
        add("metadata", "crm_user", "jdbc:postgresql://169.254.169.254:80/x", false);
        add("loop", "crm_user", url.replace("127.0.0.1", "localhost"), false);
        add("nobody", "crm_user", "jdbc:postgresql://127.0.0.1:1/x", false);

        assertThat(failure("own", "select 1").reason()).isEqualTo(Reason.NOT_OPEN);
        assertThat(failure("own", "select 1")).hasMessageContaining("product's own database");
        assertThat(failure("metadata", "select 1")).hasMessageContaining("liaoyuan.tools.inside");
        assertThat(failure("loop", "select 1")).hasMessageContaining("liaoyuan.tools.inside");
        assertThat(failure("nobody", "select 1").reason()).isEqualTo(Reason.NO_ANSWER);
    }

    @Test
    void aConnectionIsSetByAdministratorsTriedAndNeverShowsItsPassword() {
        Reply made = add("shown", "crm_user", url, false);
        String path = "/api/sql-connections/" + made.at("/id").asString();
        Visitor builder = house.people.get(Role.BUILDER);

        assertThat(admin.post(path + "/try", "").at("/ok").asBoolean()).isTrue();
        assertThat(builder.get("/api/sql-connections").text())
                .contains("shown", "\"hasPassword\":true")
                .doesNotContain(PASSWORD);
        assertThat(builder.send("DELETE", path, "").status()).isEqualTo(403);
        assertThat(house.people.get(Role.MEMBER).get("/api/sql-connections").status())
                .isEqualTo(403);
        assertThat(house.tablesWith(PASSWORD)).isEmpty();

        String elsewhere = "{\"url\": \"jdbc:postgresql://127.0.0.1:1/x\", \"user\": \"crm_user\"}";
        assertThat(admin.send("PUT", path, elsewhere).status()).isEqualTo(400);
        Reply kept = admin.send("PUT", path, "{\"url\": \"" + url + "\", \"user\": \"crm_user\", \"writes\": true}");
        assertThat(kept.at("/hasPassword").asBoolean()).isTrue();
        Reply wrong = admin.send(
                "PUT", path, "{\"url\": \"" + url + "\", \"user\": \"crm_user\", \"password\": \"not this\"}");
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(admin.post(path + "/try", "").at("/problem").asString())
                .contains("28P01")
                .doesNotContain("not this");
        assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(failure("shown", "select 1").reason()).isEqualTo(Reason.VALUE);
        assertThat(admin.get("/api/audit").text()).contains("connector.add", "connector.remove");
    }

    @Test
    void aConnectionIsForWhomItIsKept() {
        add("kept", "crm_user", url, false);
        admin.send("PUT", "/api/grants?kind=CONNECTOR&resource=sql/kept", "{\"roles\":[\"BUILDER\"],\"groups\":[]}");
        Visitor member = house.newMember(house.owner(), "sql-" + UUID.randomUUID(), Role.MEMBER);
        Tenant theirs = AgentOfTest.tenant(member);
        ToolCall call = new ToolCall(
                new ToolValues(Map.of("connection", "kept", "statement", "select 1", "rows", "1"), Map.of()),
                UUID.randomUUID(),
                "key",
                LONG);

        assertThat(use("kept", "select 1", Map.of()).at("/count").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> theirs.call(() -> tool.use(call)))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_OPEN));
        assertThat(Identity.current().isSomebody()).isFalse();
    }

    @Test
    void aNodeTellsWhatIsWrongBeforeItIsReleased() {
        ToolValues values = new ToolValues(
                Map.of("connection", "crm", "statement", "select :a, :b", "rows", "1"),
                Map.of("parameters", Map.of("a", "1", "c", "2")));

        assertThat(tool.check(values))
                .extracting(problem -> problem.field() + ": " + problem.detail())
                .containsExactlyInAnyOrder(
                        "parameters: 'b' is missing, which the statement names as :b",
                        "parameters: 'c' stands nowhere in the statement as :c");
    }

    @Test
    void anAgentAsksADatabaseForWhoeverStartsIt() {
        Visitor member = house.newMember(house.owner(), "asks-" + UUID.randomUUID(), Role.MEMBER);

        Reply run = AgentOfTest.run(
                house.people.get(Role.BUILDER), member, """
                "kind": "sql", "connection": "crm-read", "statement": "select name, credit from customer where name = :who",
                "parameters": {"who": "{{start.word}}"}""", "{{act.first.credit}} of {{act.count}}: {{act}}", "王小明");

        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        assertThat(run.at("/run/output/text").asString()).isEqualTo("1200.5 of 1: name,credit\n王小明,1200.50");
        Reply attack = AgentOfTest.run(
                house.people.get(Role.BUILDER),
                member,
                "\"kind\": \"sql\", \"connection\": \"crm-read\", \"statement\": \"select pg_read_file('/etc/passwd')\"",
                "{{act}}",
                "x");
        assertThat(attack.at("/run/state").asString()).isEqualTo("FAILED");
        assertThat(attack.at("/run/failedNode").asString()).isEqualTo("act");
        assertThat(attack.text()).contains("42501").doesNotContain("root:");
    }
}
