package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BundleTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEAD = "format: liaoyuan-agent/1\n";

    private static JsonNode definition(String yaml) {
        return Bundle.read((HEAD + yaml).getBytes(StandardCharsets.UTF_8)).definition();
    }

    @Property(tries = 500)
    void anyTextComesBackAsItWas(@ForAll String key, @ForAll @Size(max = 5) java.util.List<String> texts) {
        ObjectNode definition = JSON.createObjectNode();
        String name = key.length() > 100 ? "long" : key;
        definition
                .putArray(name)
                .add(3)
                .add(-1.5e300)
                .addNull()
                .add(true)
                .addObject()
                .put("x", name);
        texts.forEach(definition.withArray("more")::add);
        texts.forEach(text -> definition.withArray("lines").addArray().add(text + "\n " + text + "\n"));
        definition.putObject("empty").putArray("list");

        byte[] zip = new Bundle(null, definition).zip();

        assertThat(Bundle.read(zip).definition()).isEqualTo(definition);
        assertThat(new Bundle(null, Bundle.read(zip).definition()).zip()).isEqualTo(zip);
    }

    @Test
    void aDefinitionIsReadableAndComesBackAsItWas() {
        for (String text : new String[] {DefinitionReaderTest.WHOLE, DefinitionReaderTest.DEEP}) {
            JsonNode definition = JSON.readTree(text);
            Bundle bundle = new Bundle(7, definition);

            assertThat(bundle.yaml())
                    .startsWith(HEAD + "release: 7\ndefinition:\n  name: ")
                    .contains("\n    - id: start\n      kind: input\n");
            assertThat(Bundle.read(bundle.zip()).definition()).isEqualTo(definition);
            assertThat(Bundle.read(bundle.yaml().getBytes(StandardCharsets.UTF_8))
                            .definition())
                    .isEqualTo(definition);
        }
    }

    @Test
    void plainWordsAreWhatJsonTakesThemFor() {
        assertThat(definition("definition: {a: no, b: 012, c: 1e3, d: ~, e: 2026-01-01, f: 0x1f, g: .inf, h: true}")
                        .toString())
                .isEqualTo(
                        "{\"a\":\"no\",\"b\":\"012\",\"c\":1000.0,\"d\":null,\"e\":\"2026-01-01\",\"f\":\"0x1f\",\"g\":\".inf\",\"h\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "definition: &a {x: 1}",
                "definition:\n  a: &a [1]\n  b: [*a, *a]",
                "definition: !!java.net.URL [x]",
                "definition: !!binary x",
                "definition: {a: !x 1}",
                "definition: {a: 1, a: 2}",
                "definition: {? [a] : 1}",
                "definition: {a: 1}\n---\nb: 2",
                "definition: [1]",
                "definition: {a: [",
                "definition: \"\\x\"",
                "definition: {}\nother: 1",
                "%YAML 9.9\n---\nx",
                ""
            })
    void whatIsNoAgentIsRefused(String yaml) {
        assertThatThrownBy(() -> definition(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Exception");
    }

    @Test
    void whatIsDeepOrLongIsRefusedSoon() {
        assertThatThrownBy(() -> definition("definition: " + "[".repeat(400_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> definition("definition: " + "{a: ".repeat(300) + "1" + "}".repeat(300)))
                .hasMessageContaining("60 levels");
        assertThatThrownBy(() -> Bundle.read(new byte[Bundle.MOST_BYTES + 1])).hasMessageContaining("bytes");
    }

    private static byte[] zip(String name, byte[] content, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < times; i++) {
                zip.putNextEntry(new ZipEntry(name + (i == 0 ? "" : i)));
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aZipThatUnpacksToTooMuchOrHoldsSomethingElseIsRefused() throws IOException {
        byte[] bomb = zip("agent.yaml", new byte[200_000_000], 1);
        assertThat(bomb.length).isLessThan(Bundle.MOST_BYTES);
        assertThatThrownBy(() -> Bundle.read(bomb)).hasMessageContaining("more than");
        byte[] many = zip("agent.yaml", new byte[1], 2);
        assertThatThrownBy(() -> Bundle.read(many)).hasMessageContaining("something else");
        byte[] outside = zip("../agent.yaml", new byte[1], 1);
        assertThatThrownBy(() -> Bundle.read(outside)).hasMessageContaining("something else");
        assertThatThrownBy(() -> Bundle.read(new byte[] {'P', 'K', 3, 4, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
