package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ChatGPT's export, in the form that its users get, with words of our own. */
class ImportTest {

    /** Instructions, a question asked twice (two branches), a tool called between, a picture, and a NUL. */
    private static final String BRANCHED = """
            {"title":"Sparks %s","create_time":1700000000.5,"update_time":1700000100,"conversation_id":"c-%s","current_node":"a2",
             "mapping":{
              "root":{"id":"root","message":null,"parent":null,"children":["s"]},
              "s":{"id":"s","parent":"root","children":["u1","u2"],
                "message":{"author":{"role":"system"},"content":{"content_type":"text","parts":["be brief"]}}},
              "u1":{"id":"u1","parent":"s","children":["a1"],
                "message":{"author":{"role":"user"},"create_time":1700000001,"content":{"content_type":"text","parts":["What burns?"]}}},
              "a1":{"id":"a1","parent":"u1","children":[],
                "message":{"author":{"role":"assistant"},"create_time":1700000002,"recipient":"all",
                  "metadata":{"model_slug":"gpt-x"},"content":{"content_type":"text","parts":["Wood."]}}},
              "u2":{"id":"u2","parent":"s","children":["t"],
                "message":{"author":{"role":"user"},"create_time":1700000003,"content":{"content_type":"multimodal_text",
                  "parts":[{"content_type":"image_asset_pointer"},"What burns\\u0000 here?"]}}},
              "t":{"id":"t","parent":"u2","children":["r"],
                "message":{"author":{"role":"assistant"},"recipient":"python","content":{"content_type":"code","text":"look()"}}},
              "r":{"id":"r","parent":"t","children":["a2"],
                "message":{"author":{"role":"tool"},"content":{"content_type":"execution_output","text":"fire"}}},
              "a2":{"id":"a2","parent":"r","children":[],
                "message":{"author":{"role":"assistant"},"create_time":1700000004,"recipient":"all",
                  "content":{"content_type":"text","parts":["Straw."]}}}}}""";

    private static final String EMPTY =
            "{\"title\":\"Nothing said\",\"mapping\":{\"root\":{\"message\":null,\"parent\":null,\"children\":[]}}}";

    private static String branched(String mark) {
        return BRANCHED.formatted(mark, mark);
    }

    private static Reply send(byte[] file) {
        TestServer server = TestServer.get();
        return server.send(server.request("/api/conversations/import")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private static Reply send(String json) {
        return send(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Imported> read(String json) {
        List<Imported> all = new ArrayList<>();
        ChatGptExport.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), all::add, skipped -> {});
        return all;
    }

    @Test
    void branchesComeOverWithoutToolsAndInstructions() {
        Reply reply = send("[" + branched("one") + "," + EMPTY + "]");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/imported").asInt()).isEqualTo(1);
        assertThat(reply.at("/empty").asInt()).isEqualTo(1);
        assertThat(reply.at("/emptyTitles/0").asString()).isEqualTo("Nothing said");
        JsonNode listed =
                TestServer.get().get("/api/conversations?q=Sparks%20one").body().path(0);
        assertThat(listed.path("createdAt").asString()).startsWith("2023-11-14T22:13:20.5");
        JsonNode messages = TestServer.get()
                .get("/api/conversations/" + listed.path("id").asString())
                .at("/messages");
        assertThat(messages.valueStream().map(m -> m.path("content").asString()))
                .containsExactly("What burns?", "Wood.", "[🖼]\n\nWhat burns here?", "Straw.");
        assertThat(messages.path(1).path("model").asString()).isEqualTo("gpt-x");
        assertThat(messages.path(1).path("parentId")).isEqualTo(messages.path(0).path("id"));
        assertThat(messages.path(2).path("parentId").isNull()).isTrue();
        assertThat(messages.path(3).path("parentId"))
                .as("what a tool said between is passed over")
                .isEqualTo(messages.path(2).path("id"));
    }

    @Test
    void theArchiveAsItWasSentIsReadAndTheSameIsNotImportedTwice() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("user.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("conversations.json"));
            zip.write(("[" + branched("two") + "]").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(send(bytes.toByteArray()).at("/imported").asInt()).isEqualTo(1);
        Reply again = send(bytes.toByteArray());
        assertThat(again.at("/imported").asInt()).isZero();
        assertThat(again.at("/known").asInt()).isEqualTo(1);
    }

    @Test
    void anArchiveThatUnpacksToTooMuchBeforeItsConversationsIsGivenUp() throws IOException {
        assertThatThrownBy(() -> ChatGptExport.inside(archive(1, 3_000_000), 2_000_000, 10))
                .hasMessageContaining("send that file alone")
                .hasMessageContaining("10 files");
        assertThatThrownBy(() -> ChatGptExport.inside(archive(11, 1), 2_000_000, 10))
                .hasMessageContaining("send that file alone");
        assertThat(new String(
                        ChatGptExport.inside(archive(10, 200_000), 2_000_000, 10)
                                .readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("[]");
    }

    private static ZipInputStream archive(int files, int bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < files; i++) {
                zip.putNextEntry(new ZipEntry(i + ".png"));
                zip.write(new byte[bytes]);
            }
            zip.putNextEntry(new ZipEntry("conversations.json"));
            zip.write("[]".getBytes(StandardCharsets.UTF_8));
        }
        return new ZipInputStream(new ByteArrayInputStream(packed.toByteArray()));
    }

    @Test
    void whatIsNoExportIsRefusedWithWhatIsWrong() {
        assertThat(send("{\"a\":1}").status()).isEqualTo(400);
        assertThat(send("{\"a\":1}").at("/detail").asString()).contains("must be an array");
        assertThat(send("[{\"title\":\"x\"}]").at("/detail").asString())
                .contains("entry 0")
                .contains("mapping");
        assertThat(send("[" + branched("cut").substring(0, 200)).at("/detail").asString())
                .contains("JSON");
        assertThat(send("PK\u0003\u0004 not a zip").status()).isEqualTo(400);
        assertThat(send("").status()).isEqualTo(400);
    }

    @Test
    void aTreeWithACircleOrNodesThatAreNotThereEnds() {
        String circle = "[{\"title\":\"c\",\"mapping\":{"
                + "\"a\":{\"parent\":\"gone\",\"children\":[\"b\",\"nowhere\"],"
                + "\"message\":{\"author\":{\"role\":\"user\"},\"content\":{\"content_type\":\"text\",\"parts\":[\"hello\"]}}},"
                + "\"b\":{\"parent\":\"a\",\"children\":[\"a\",\"b\"],\"message\":null}}}]";

        assertThat(read(circle).getFirst().turns()).hasSize(1);
    }

    @Test
    void aThousandTurnsBelowEachOtherAreRead() {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            nodes.append(i == 0 ? "" : ",")
                    .append(
                            "\"n%d\":{\"parent\":\"n%d\",\"children\":[\"n%d\"],\"message\":{\"author\":{\"role\":\"user\"},"
                                    .formatted(i, i - 1, i + 1))
                    .append("\"content\":{\"content_type\":\"text\",\"parts\":[\"turn %d\"]}}}".formatted(i));
        }

        List<Imported.Turn> turns = read("[{\"title\":\"long\",\"mapping\":{" + nodes + "}}]")
                .getFirst()
                .turns();

        assertThat(turns).hasSize(1000);
        assertThat(turns.get(999).parent()).isEqualTo("n998");
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("file");
        }
    }

    @Test
    void aBrokenValueInAnyPlaceIsNoError() {
        JsonMapper json = new JsonMapper();
        for (String broken : List.of("null", "1", "\"x\"", "[]", "{}", "true")) {
            for (String field : List.of("create_time", "title", "conversation_id", "update_time")) {
                String text = "[" + branched("b").replaceFirst("\"" + field + "\":[^,]*", "\"" + field + "\":" + broken)
                        + "]";
                assertThat(json.readTree(text).isArray()).isTrue();
                assertThat(read(text)).hasSize(1);
            }
        }
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(IllegalArgumentException.class);
    }
}
