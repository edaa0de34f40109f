package org.liaoyuan.server.tool.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @Test
    void namesBecomeParametersOutsideOfTextsNamesAndCommentsAlone() {
        SqlText text = SqlText.of("""
                select :a::int, ':b', "c:c", E'\\':d', $x$ :e $$ $x$, /* :f /* */ :g */ a[1:2], j ? 'k', :h -- :i
                from t where x = :a;  -- the end
                """);

        assertThat(text.names()).containsExactly("a", "h", "a");
        assertThat(text.jdbc())
                .contains("?::int", "':b'", "\"c:c\"", "E'\\':d'", "$x$ :e $$ $x$", "j ?? 'k'", "a[1:2]")
                .doesNotContain(";");
        assertThat(text.verb()).isEqualTo("select");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table t",
                "select 1;;",
                "select 'a''; drop table t",
                "select E'a\\'; drop table t",
                "select $a$; drop table t",
                "select /* /* */; drop table t",
                "select 'a'; -- ' \n delete from t",
                "select $1",
                "select {fn now()}",
                "select '{{start.x}}', {{start.x}}",
                "select 1\u0000",
                "  -- nothing",
                ""
            })
    void whatIsNotOneStatementIsRefused(String text) {
        assertThatThrownBy(() -> SqlText.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy t to program 'id'",
                "do $$ begin end $$",
                "call p()",
                "set role x",
                "begin",
                "commit",
                "vacuum",
                "insert into t values (1)",
                "create table t ()",
                "listen x",
                "lock t",
                "declare c cursor for select 1",
                "prepare p as select 1",
                "grant all on t to x",
                "/* select */ drop table t"
            })
    void aNodeThatReadsBeginsWithAWordThatReads(String text) {
        assertThatThrownBy(() -> SqlText.of(text).requireVerb(false)).hasMessageContaining("expected one of");
    }

    @Test
    void aNodeThatWritesChangesRowsAndNoTables() {
        SqlText.of("update t set a = :a").requireVerb(true);
        SqlText.of("with x as (select 1) select * from x").requireVerb(false);
        SqlText.of("(select 1) union (select 2)").requireVerb(false);

        assertThatThrownBy(() -> SqlText.of("drop table t").requireVerb(true)).hasMessageContaining("'drop'");
        assertThatThrownBy(() -> SqlText.of("update t set a = 1").requireVerb(false))
                .hasMessageContaining("\"writes\": true");
    }

    /** Whatever stands in a quoted text is neither a parameter nor an end. */
    @Property
    void aTextOfAnythingStaysInItsQuotes(@ForAll("anything") String inside) {
        SqlText text = SqlText.of("select '" + inside.replace("'", "''") + "', :p");

        assertThat(text.names()).containsExactly("p");
        assertThat(text.jdbc()).isEqualTo("select '" + inside.replace("'", "''") + "', ?");
    }

    /** However the pieces lie, no semicolon reaches the driver outside of what PostgreSQL takes for a text, a name or a comment. */
    @Property
    void noPiecesMakeTwoStatementsOfOne(@ForAll("pieces") String pieces) {
        try {
            SqlText text = SqlText.of(pieces);
            String bare = text.jdbc().replaceAll("(?s)\\$t\\$.*?\\$t\\$|'(''|[^'])*'|\"(\"\"|[^\"])*\"|--[^\\n]*", " ");

            assertThat(bare).doesNotContain(";");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("statement");
        }
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings().excludeChars('\0').ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("select ", "'", "''", "\"", "--", "\n", "$t$", ";", " a ", ":b", "?", "1")
                .list()
                .ofMaxSize(12)
                .map(all -> String.join("", all));
    }
}
