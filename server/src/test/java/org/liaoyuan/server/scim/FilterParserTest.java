package org.liaoyuan.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FilterParserTest {

    private static final JsonNode BJENSEN = JsonMapper.shared().readTree("""
            {"userName":"bjensen","title":"Tour Guide","active":true,
             "emails":[{"type":"work","value":"bjensen@example.com"},{"type":"home","value":"babs@jensen.org"}]}""");

    private static boolean holds(String filter) {
        return FilterParser.parse(filter).matches(BJENSEN);
    }

    @Test
    void theExamplesOfTheRfcMeanWhatItSays() {
        assertThat(holds("userName eq \"bjensen\"")).isTrue();
        assertThat(holds("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"B\""))
                .isTrue();
        assertThat(holds("title pr and userType eq \"Employee\"")).isFalse();
        assertThat(holds("title pr or userType eq \"Employee\"")).isTrue();
        assertThat(holds("emails[type eq \"work\" and value co \"@example.com\"]"))
                .isTrue();
        assertThat(holds("emails[type eq \"home\" and value co \"@example.com\"]"))
                .isFalse();
        assertThat(holds("userName eq \"bjensen\" and not (emails.value co \"jensen.org\")"))
                .isFalse();
        assertThat(holds("title pr and active eq \"True\"")).isTrue();
        assertThat(holds("userName eq \"x\" and title pr or active eq true")).isTrue();
    }

    @Test
    void howDeepAndHowLongAFilterIsHasABound() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(21) + "a pr" + ")".repeat(21)))
                .hasMessageContaining("20 levels");
        assertThatThrownBy(() -> FilterParser.parse("a pr " + "and a pr ".repeat(300)))
                .hasMessageContaining("2000");
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(
                        "userName",
                        "emails",
                        "(",
                        ")",
                        "[",
                        "]",
                        "not",
                        "and",
                        "or",
                        "eq",
                        "pr",
                        "co",
                        "\"x\"",
                        "\"",
                        "true",
                        ".",
                        "\\",
                        "7",
                        " ",
                        "\n",
                        "é")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join(" ", parts));
    }

    @Property
    void whateverIsSentIsAFilterOrRefusedAsOne(@ForAll("soup") String text) {
        try {
            FilterParser.parse(text).matches(BJENSEN);
        } catch (ScimException e) {
            assertThat(e.scimType).isEqualTo("invalidFilter");
        }
    }

    @Property
    void whateverPathIsPatchedTheResourceStaysOneOrItIsRefused(
            @ForAll("soup") String path, @ForAll("operations") String op) {
        ObjectNode request = JsonMapper.shared().createObjectNode();
        request.putArray("Operations")
                .addObject()
                .put("op", op)
                .put("path", path)
                .put("value", "x");
        ObjectNode resource = (ObjectNode) BJENSEN.deepCopy();
        try {
            assertThat(Patch.apply(request, resource)).isSameAs(resource);
        } catch (ScimException e) {
            assertThat(e.status).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> operations() {
        return Arbitraries.of("add", "Replace", "remove", "nothing");
    }
}
