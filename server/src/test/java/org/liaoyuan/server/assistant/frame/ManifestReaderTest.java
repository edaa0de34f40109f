package org.liaoyuan.server.assistant.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ManifestReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** The least that is an assistant. */
    private static final String LEAST =
            "{\"id\":\"mine\",\"version\":\"1\",\"name\":\"Mine\",\"purpose\":\"Helps\",\"prompt\":\"Help.\"}";

    private static Manifest read(String json) {
        return ManifestReader.manifest(ManifestReader.json("it", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTextInOneLanguageStandsForBoth() {
        Manifest manifest = read(LEAST);

        assertThat(manifest.name()).isEqualTo(new Bilingual("Mine", "Mine"));
        assertThat(manifest.form()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/id | \"No Good\" | id is 'No Good'; expected lower-case letters",
                "/version | \"new\" | version is 'new'; expected a version such as 1.0.0",
                "/name | {\"zh\":\"\"} | name is empty in both languages; expected zh, en or both",
                "/name | {\"fr\":\"x\"} | name has the field 'fr'; expected only zh, en",
                "/prompt | 7 | prompt is 7; expected an object",
                "/colour | \"red\" | the document has the field 'colour'; expected only id, version",
                "/tools | [\"a b\"] | tools[0] is 'a b'; expected a tool's name",
                "/tools | [\"a\",\"a\"] | tools has 'a' twice; expected each once",
                "/starters | {\"zh\":[1]} | starters.zh[0] is 1; expected a string",
                "/form | [{\"name\":\"x\",\"kind\":\"SLIDER\"}] | form[0].kind is \"SLIDER\"; expected one of [TEXT, LONG_TEXT, CHOICE]",
                "/form | [{\"name\":\"x\",\"kind\":\"CHOICE\",\"label\":\"X\"}] | form[0].options has 0 entries where kind is CHOICE",
                "/form | [{\"name\":\"x\",\"kind\":\"TEXT\",\"label\":\"X\"}] | turn is missing; expected an object",
            })
    void whatIsWrongIsRefusedByItsPlaceAndWithWhatIsExpected(String place, String value, String message) {
        ObjectNode document = (ObjectNode) JSON.readTree(LEAST);
        document.set(place.substring(1), JSON.readTree(value));

        assertThatThrownBy(() -> read(document.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aTemplateThatFailsIsRefusedBeforeAnybodyFillsTheForm() {
        String form = "\"form\":[{\"name\":\"x\",\"kind\":\"TEXT\",\"label\":\"X\"}]";

        assertThatThrownBy(() -> read(LEAST.replace("}", "," + form + ",\"turn\":\"{% if x %}\"}")))
                .hasMessageStartingWith("turn.zh: the template can't be read: ")
                .hasMessageEndingWith("mend the assistant's turn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void whatIsNoDocumentIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentThatIsTooLongIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> ManifestReader.json("it", new byte[ManifestReader.MOST_BYTES + 1]))
                .hasMessage("it has 262145 bytes; expected at most 262144; shorten it");
    }

    @Test
    void textThatTheDatabaseCannotHoldIsRefused() {
        assertThatThrownBy(() -> read(LEAST.replace("Helps", "a\\u0000b"))).hasMessageContaining("control character");
        assertThatThrownBy(() -> read(LEAST.replace("Helps", "a\\ud800b"))).hasMessageContaining("half a character");
        for (String rule : new String[] {"\"\\u0000\"", "1e999", "\"\\ud800\""}) {
            JsonNode eval =
                    JSON.readTree("[{\"id\":\"a\",\"language\":\"zh\",\"values\":{},\"right\":\"x\",\"wrong\":[],"
                            + "\"rule\":{\"grader\":\"text\",\"max\":" + rule + "}}]");

            assertThatThrownBy(() -> ManifestReader.eval(eval)).hasMessageContaining("eval[0].rule");
        }
    }

    @Test
    void anArchiveIsReadAsItWasWritten() {
        for (Definition definition : new BuiltIn().all().values()) {
            assertThat(Archive.read(Archive.write(definition))).isEqualTo(definition);
        }
    }

    @Test
    void anArchiveThatUnpacksToMuchOrToTwoAssistantsIsRefused() throws Exception {
        assertThatThrownBy(() -> Archive.read(zip(new byte[50 << 20], "a/assistant.json")))
                .hasMessageStartingWith("an entry of the archive holds more than");
        byte[] manifest = LEAST.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Archive.read(zip(manifest, "a/assistant.json", "b/assistant.json")))
                .hasMessageContaining("assistant.json twice");
        assertThatThrownBy(() -> Archive.read(zip(manifest, "readme.txt"))).hasMessageContaining("no assistant.json");
        assertThat(Archive.read(zip(manifest, "../../assistant.json"))
                        .manifest()
                        .id())
                .isEqualTo("mine");
    }

    /** A seeded walk from good documents: any byte may be another, be gone, or be a piece of a document. */
    @Test
    void anyDamagedDocumentIsReadOrRefusedInWords() {
        Random random = new Random(7);
        String[] pieces = {"null", "{}", "[]", "{{ x }}", "{% for i in range(9) %}", "1e999", "\\u0000", "\"", "\"id\":"
        };
        int refused = 0;
        for (Definition definition : new BuiltIn().all().values()) {
            byte[] good = Archive.document(Archive.MANIFEST, definition.manifest());
            for (int i = 0; i < 300; i++) {
                byte[] bad = damaged(good, random, pieces);
                try {
                    ManifestReader.manifest(ManifestReader.json("it", bad));
                } catch (IllegalArgumentException expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(300);
    }

    private static byte[] damaged(byte[] good, Random random, String[] pieces) {
        int at = random.nextInt(good.length);
        int gone = random.nextInt(4);
        byte[] piece = random.nextBoolean()
                ? new byte[] {(byte) random.nextInt(256)}
                : pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(good, 0, at);
        bytes.writeBytes(piece);
        int rest = Math.min(good.length, at + gone);
        bytes.write(good, rest, good.length - rest);
        return bytes.toByteArray();
    }

    private static byte[] zip(byte[] content, String... names) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
