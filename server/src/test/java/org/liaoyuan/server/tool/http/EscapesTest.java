package org.liaoyuan.server.tool.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.ToolFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is put in stays the value that it is. */
class EscapesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static boolean isWhole(String value) {
        return value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Property(tries = 300)
    void inATextOfJsonItIsAPartOfThatText(@ForAll @StringLength(max = 50) String value) {
        String before = "{\"a \\\" b\": [1, \"x ";

        JsonNode filled = JSON.readTree(before + Escapes.inJson(before, value) + "\"]}");

        assertThat(filled.at("/a \" b/1").asString()).isEqualTo("x " + value);
    }

    @Property(tries = 300)
    void outsideOfATextItIsOneWholeValue(@ForAll @StringLength(max = 50) String value) {
        String before = "{\"a\": ";

        JsonNode filled = JSON.readTree(before + Escapes.inJson(before, value) + ", \"b\": true}");

        assertThat(filled).hasSize(2);
        assertThat(filled.at("/b").asBoolean()).isTrue();
    }

    @Test
    void whatIsJsonIsPutInAsItIsAndNothingAsNull() {
        assertThat(Escapes.inJson("{\"a\": ", "[1, {\"b\": \"c\"}]")).isEqualTo("[1, {\"b\": \"c\"}]");
        assertThat(Escapes.inJson("{\"a\": ", "1e999")).isEqualTo("1e999");
        assertThat(Escapes.inJson("{\"a\": ", "5, \"admin\": true")).isEqualTo("\"5, \\\"admin\\\": true\"");
        assertThat(Escapes.inJson("{\"a\": ", " ")).isEqualTo("null");
    }

    @Property(tries = 300)
    void inAnAddressItLeadsToNoOtherHostOrPath(@ForAll @StringLength(min = 1, max = 30) String value) {
        if (!isWhole(value) || value.equals(".") || value.equals("..")) {
            return;
        }

        URI address = WebAddress.of("https://crm.example.com/leads/" + Escapes.inAddress(value) + "/mail?a=b")
                .orElseThrow();

        assertThat(address.getHost()).isEqualTo("crm.example.com");
        assertThat(address.getRawQuery()).isEqualTo("a=b");
        String[] parts = address.getRawPath().split("/", -1);
        assertThat(parts).hasSize(4);
        assertThat(URLDecoder.decode(parts[2], StandardCharsets.UTF_8)).isEqualTo(value);
    }

    @Test
    void aStepUpwardsIsRefused() {
        assertThatThrownBy(() -> Escapes.inAddress("..")).isInstanceOf(ToolFailure.class);
    }
}
