package org.liaoyuan.server.profile.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer;
import tools.jackson.databind.json.JsonMapper;

class GradersTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Graders graders = TestServer.get().bean(Graders.class);

    /** PASS, or the failure's name. */
    private String grade(String rule, String answer) {
        return graders.grade(JSON.readTree(rule.replace('\'', '"')), answer)
                .map(Enum::name)
                .orElse("PASS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 | PASS",
                "The result is 60. | PASS",
                "15 × 4 = 60 | PASS",
                "First 15 + 15 = 30, then twice: 30 * 2 = 60 | PASS",
                "答案：６０ | PASS",
                "60.0 | PASS",
                "Answer: 1,060 | WRONG",
                "61 | WRONG",
                "-60 | WRONG",
                "160 | WRONG",
                "60 or 61 | FORMAT",
                "sixty | FORMAT",
                "99999999999999999999999999999999 | FORMAT"
            })
    void numbers(String answer, String verdict) {
        assertThat(grade("{'grader':'number','expect':60}", answer)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refund | PASS",
                "**Refund** | PASS",
                "The class is refund. | PASS",
                "refund, delivery | FORMAT",
                "refunded | FORMAT",
                "delivery | WRONG",
                "It could be many things but when I think about it for long I would say refund | FORMAT",
            })
    void labels(String answer, String verdict) {
        assertThat(grade("{'grader':'label','labels':['refund','delivery'],'expect':'refund'}", answer))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\": \"Ann\", \"age\": 12} | PASS",
                "{\"name\": \"ann\", \"age\": \"12\", \"city\": null} | PASS",
                "Here you are: ```json {\"name\": \"Ann\", \"age\": 12.0} ``` | PASS",
                "{\"name\": \"Ann\"} | INCOMPLETE",
                "{\"name\": \"Bob\", \"age\": 12} | WRONG",
                "{\"name\": \"Ann\", \"age\": 12, \"city\": \"Paris\"} | WRONG",
                "{\"name\": \"Ann\", \"age\": 12, \"note\": \"x\"} | FORBIDDEN",
                "{\"name\": [\"Ann\"], \"age\": 12} | WRONG",
                "{\"name\": \"Ann\", \"age\": 12 | FORMAT",
                "name: Ann, age: 12 | FORMAT"
            })
    void fields(String answer, String verdict) {
        assertThat(grade("{'grader':'fields','expect':{'name':{'any':['Ann']},'age':12,'city':null}}", answer))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"a\", \"b\", \"c\"] | PASS",
                "[\"b\", \"a\", \"c\"] | PASS",
                "[\"c\", \"a\", \"b\"] | WRONG",
                "[\"a\", \"c\"] | INCOMPLETE",
                "[\"a\", \"b\", \"c\", \"d\"] | FORBIDDEN",
                "[\"a\", \"b\", \"c\", \"a\"] | FORBIDDEN",
                "[1, 2, 3] | FORMAT",
                "a, b, c | FORMAT"
            })
    void plans(String answer, String verdict) {
        assertThat(grade("{'grader':'plan','steps':['a','b','c'],'before':[['a','c'],['b','c']]}", answer))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\": \"light\", \"arguments\": {\"room\": \"hall\", \"on\": true}} | PASS",
                "{\"name\": \"light\", \"arguments\": {\"room\": \"hall\", \"on\": false}} | WRONG",
                "{\"name\": \"delete_all\", \"arguments\": {\"room\": \"hall\", \"on\": true}} | WRONG",
                "{\"name\": \"light\"} | INCOMPLETE",
                "{\"name\": \"light\", \"arguments\": \"room=hall\"} | FORMAT",
                "{\"name\": \"light\", \"arguments\": {\"room\": \"hall\", \"on\": true, \"force\": true}} | FORBIDDEN",
                "light(hall, on) | FORMAT"
            })
    void toolCalls(String answer, String verdict) {
        assertThat(grade("{'grader':'tool-call','tool':'light','arguments':{'room':'hall','on':true}}", answer))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"n % 2 | PASS", "`n%2` | PASS", "N % 2 | WRONG", "n % 2 == 0 | WRONG", "System.exit(1) | WRONG"})
    void expressions(String answer, String verdict) {
        assertThat(grade("{'grader':'exact','expect':['n % 2']}", answer)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The train was twenty minutes late. | PASS",
                "The train was 20 minutes late. | PASS",
                "火车晚点了二十分钟。 | LANGUAGE",
                "The train was late. | INCOMPLETE",
                "The bus and the train were twenty minutes late. | FORBIDDEN",
                "train twenty | LENGTH",
                "Twenty xylophones quibble with a grumpy zebra while the train vanishes | WRONG"
            })
    void texts(String answer, String verdict) {
        String rule =
                "{'grader':'text','language':'en','min':3,'max':12,'all':[['train'],['twenty','20']],'none':['bus'],"
                        + "'like':'The train was twenty minutes late.','chrf':0.4}";

        assertThat(grade(rule, answer)).isEqualTo(verdict);
    }

    private static final String SQL = "{'grader':'sql','tables':['create table t (id int, name text)',"
            + "'insert into t values (1,$$a$$),(2,$$b$$)'],'rows':[[1,'a'],[2,'b']]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select id, name from t | PASS",
                "SELECT id, name FROM t ORDER BY id DESC; | PASS",
                "```sql select id, name from t -- all ``` | PASS",
                "select id from t | WRONG",
                "select nothing from t | FORMAT",
                "delete from t | REFUSED",
                "select 1; drop table t | REFUSED",
                "select pg_sleep(60) | REFUSED",
                "select pg_read_file('/etc/passwd') | REFUSED",
                "select set_config('role', 'none', false) | REFUSED",
                "select \"set_config\"('role', 'none', false) | REFUSED",
                "with x as (delete from t returning *) select * from x | REFUSED",
                "select * into u from t | REFUSED",
                "select E'\\x41' | REFUSED",
                "select $$a$$ | REFUSED",
                "select /* */ 1 | REFUSED",
                "select /* ' */ pg_sleep(9) /* ' */ | REFUSED",
                "with recursive r as (select 1 union all select 1 from r) select count(*) from r | REFUSED",
                "select * from information_schema.tables | REFUSED",
                "select content from public.message | FORMAT",
                "select rolpassword from pg_authid | REFUSED"
            })
    void sql(String answer, String verdict) {
        assertThat(grade(SQL, answer)).isEqualTo(verdict);
    }

    @Test
    void aCommentEndsForUsWhereItEndsForPostgresql() {
        assertThat(grade(SQL, "select 1 -- \r, pg_sleep(9)")).isEqualTo("REFUSED");
        assertThat(grade(SQL, "select id, name -- both\nfrom t")).isEqualTo("PASS");
    }

    @Test
    void sqlThatTakesTooLongIsStopped() {
        String crosses =
                "select count(*) from t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k, t l, t m, t n, t o, t p,"
                        + " t q, t r, t s, t u, t v, t w, t x, t y, t z, t aa, t bb, t cc, t dd, t ee, t ff, t gg, t hh";

        assertThat(grade(SQL, crosses)).isEqualTo("FORMAT");
    }

    @Test
    void nothingIsLeftInTheDatabaseAfterSqlWasGraded() {
        grade(SQL, "select id, name from t");

        var jdbc = TestServer.get().bean(org.springframework.jdbc.core.simple.JdbcClient.class);
        assertThat(jdbc.sql("select count(*) from pg_roles where rolname like 'liaoyuan_probe%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from pg_namespace where nspname like 'liaoyuan_probe%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'grader':'number','expect':1}",
                "{'grader':'label','labels':['a'],'expect':'a'}",
                "{'grader':'fields','expect':{'a':1}}",
                "{'grader':'plan','steps':['a'],'before':[]}",
                "{'grader':'tool-call','tool':'a','arguments':{}}",
                "{'grader':'exact','expect':'a'}",
                "{'grader':'text','all':[['a']],'max':5}",
                "{'grader':'sql','tables':[],'rows':[[1]]}"
            })
    void hostileOutputFailsQuicklyAndBreaksNothing(String rule) {
        for (String hostile : new String[] {
            "",
            "  \n ",
            "{".repeat(7000),
            "[".repeat(7000),
            "```".repeat(2000),
            "9".repeat(7000),
            "'".repeat(7000),
            "(select ".repeat(900),
            "\u0000\u202e\ud800",
            "ß".repeat(7000),
            "- ".repeat(3900),
            "x".repeat(1_000_000)
        }) {
            assertThat(grade(rule, hostile)).isNotEqualTo("PASS");
        }
    }

    @Test
    void aRuleThatNamesNoGraderIsOurMistake() {
        assertThatThrownBy(() -> grade("{'grader':'vibes'}", "x")).hasMessageContaining("vibes");
    }
}
