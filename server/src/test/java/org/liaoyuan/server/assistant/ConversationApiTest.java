package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.store.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConversationApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;

    /** A server-sent event. */
    private record Event(String name, JsonNode data) {}

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static String create() {
        return server.post("/api/conversations", "{}").at("/id").asString();
    }

    private static List<Event> say(String conversation, String parent, String content) {
        String body = JSON.writeValueAsString(
                JSON.createObjectNode().put("content", content).put("parentId", parent));
        return events(server.lines("/api/conversations/" + conversation + "/messages", body));
    }

    private static List<Event> events(Stream<String> lines) {
        List<Event> events = new ArrayList<>();
        String name = "";
        try (lines) {
            for (String line : lines.toList()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, JSON.readTree(line.substring("data: ".length()))));
                }
            }
        }
        return events;
    }

    private static Event last(List<Event> events) {
        return events.getLast();
    }

    @Test
    void aTurnIsAnsweredPieceByPieceAndKept() {
        String conversation = create();

        List<Event> events = say(conversation, null, "Say hello");

        assertThat(events.stream().map(Event::name).distinct()).containsExactly("user", "start", "delta", "done");
        String streamed = String.join(
                "",
                events.stream()
                        .filter(e -> e.name().equals("delta"))
                        .map(e -> e.data().path("text").asString())
                        .toList());
        JsonNode done = last(events).data();
        assertThat(done.path("content").asString()).isEqualTo(streamed).isNotBlank();
        assertThat(done.path("completionTokens").asInt()).isPositive();
        assertThat(done.path("joules").asDouble()).isPositive();
        Reply kept = server.get("/api/conversations/" + conversation);
        assertThat(kept.at("/title").asString()).isEqualTo("Say hello");
        assertThat(kept.at("/messages/1/content").asString()).isEqualTo(streamed);
    }

    @Test
    void aTurnThatIsSaidAgainWithItsIdIsThereOnce() {
        String conversation = create();
        String path = "/api/conversations/" + conversation + "/messages";
        String turn = JSON.writeValueAsString(
                JSON.createObjectNode().put("id", UUID.randomUUID().toString()).put("content", "Name a tree"));
        List<Event> first = events(server.lines(path, turn));

        List<Event> second = events(server.lines(path, turn));

        assertThat(second.stream().map(Event::name)).containsExactly("user", "done");
        assertThat(last(second).data().path("id")).isEqualTo(last(first).data().path("id"));
        assertThat(server.get("/api/conversations/" + conversation).at("/messages"))
                .hasSize(2);
        assertThat(server.post(path, turn.replace("tree", "bird")).at("/detail").asString())
                .contains("is another message's");
        assertThat(server.post("/api/conversations/" + create() + "/messages", turn)
                        .at("/detail")
                        .asString())
                .contains("is taken");
    }

    @Test
    void aZeroCharacterIsRefusedAsThatWhereverItStands() {
        String path = "/api/conversations/" + create();

        Reply turn = server.post(path + "/messages", "{\"content\":\"a\\u0000b\"}");
        Reply title = server.patch(path, "{\"title\":\"a\\u0000b\"}");

        assertThat(turn.status()).isEqualTo(400);
        assertThat(turn.at("/detail").asString()).contains("NUL");
        assertThat(title.status()).isEqualTo(400);
    }

    @Test
    void anAnswerMadeAgainStandsBesideTheFirst() {
        String conversation = create();
        JsonNode first = last(say(conversation, null, "Name a fruit")).data();

        List<Event> again = events(server.lines(
                "/api/conversations/" + conversation + "/messages/"
                        + first.path("id").asString() + "/regenerate",
                "{}"));

        assertThat(again.getFirst().name()).isEqualTo("start");
        JsonNode second = last(again).data();
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(second.path("parentId")).isEqualTo(first.path("parentId"));
    }

    @Test
    void aTurnAtTheRootBeginsABranch() {
        String conversation = create();
        say(conversation, null, "Name a river");

        say(conversation, null, "Name a mountain");

        Reply kept = server.get("/api/conversations/" + conversation);
        assertThat(kept.at("/messages/0/parentId").isNull()).isTrue();
        assertThat(kept.at("/messages/2/parentId").isNull()).isTrue();
        assertThat(server.get("/api/conversations/" + conversation + "/export.md")
                        .text())
                .contains("Name a mountain")
                .doesNotContain("🧑\n\nName a river");
    }

    @Test
    void stoppingKeepsWhatWasSaid() {
        String conversation = create();
        String body = "{\"content\":\"Write a very long story about the sea, with fifty paragraphs.\"}";

        List<String> said = new ArrayList<>();
        try (Stream<String> lines = server.lines("/api/conversations/" + conversation + "/messages", body)) {
            Iterator<String> each = lines.iterator();
            for (int deltas = 0; each.hasNext(); ) {
                String line = each.next();
                said.add(line);
                if (line.equals("event: delta") && ++deltas == 3) {
                    server.post("/api/conversations/" + conversation + "/stop", "");
                }
            }
        }

        JsonNode done = last(events(said.stream())).data();
        assertThat(done.path("finishReason").asString()).isEqualTo("cancelled");
        assertThat(done.path("content").asString()).isNotBlank();
    }

    @Test
    void anAnswerGoesOnWithoutItsReaderAndIsHeardAgainFromItsStart() {
        String conversation = create();
        String path = "/api/conversations/" + conversation;
        String body = "{\"content\":\"Write a very long story about the sea, with fifty paragraphs.\"}";
        try (Stream<String> lines = server.lines(path + "/messages", body)) {
            assertThat(lines.filter(l -> l.equals("event: delta")).limit(3)).hasSize(3);
        }

        List<String> heard = new ArrayList<>();
        try (Stream<String> lines = server.lines(path + "/answer")) {
            Iterator<String> each = lines.iterator();
            for (int deltas = 0; each.hasNext(); ) {
                String line = each.next();
                heard.add(line);
                if (line.equals("event: delta") && ++deltas == 4) {
                    server.post(path + "/stop", "");
                }
            }
        }

        List<Event> events = events(heard.stream());
        JsonNode done = last(events).data();
        assertThat(events.getFirst().name()).isEqualTo("start");
        assertThat(done.path("finishReason").asString()).isEqualTo("cancelled");
        assertThat(done.path("content").asString())
                .isEqualTo(String.join(
                        "",
                        events.stream()
                                .filter(e -> e.name().equals("delta"))
                                .map(e -> e.data().path("text").asString())
                                .toList()));
        assertThat(server.get(path + "/answer").status()).isEqualTo(204);
        assertThat(server.get(path).at("/messages/1/content")).isEqualTo(done.path("content"));
    }

    @Test
    void aDeletedConversationsAnswerEnds() {
        String conversation = create();
        String path = "/api/conversations/" + conversation;

        List<String> heard = new ArrayList<>();
        try (Stream<String> lines = server.lines(path + "/messages", "{\"content\":\"Write a very long story.\"}")) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.equals("event: start")) {
                    server.delete(path);
                }
                heard.add(line);
            }
        }

        assertThat(last(events(heard.stream())).name()).isEqualTo("error");
    }

    @Test
    void conversationsAreFoundByTitleAndByText() {
        String conversation = create();
        server.patch("/api/conversations/" + conversation, "{\"title\":\"关于 100% 的_火星\"}");

        assertThat(server.get("/api/conversations?q=" + encoded("100% 的_火"))
                        .at("/0/id")
                        .asString())
                .isEqualTo(conversation);
        assertThat(server.get("/api/conversations?q=" + encoded("100%_的")).text())
                .isEqualTo("[]");
    }

    private static String encoded(String words) {
        return java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aDeletedConversationIsGone() {
        String conversation = create();

        assertThat(server.delete("/api/conversations/" + conversation).status()).isEqualTo(204);

        assertThat(server.get("/api/conversations/" + conversation).status()).isEqualTo(404);
    }

    @Test
    void answersThatACrashCutOffAreMarkedAtTheNextStart() {
        Tenant.LOCAL.run(ConversationApiTest::cutOffAndStartAgain);
    }

    private static void cutOffAndStartAgain() {
        ConversationStore store = server.bean(ConversationStore.class);
        Conversation conversation = store.create("crash", "default", ConversationStore.Manner.PLAIN);
        Message user = store.add(conversation.id(), null, "user", "?", null);
        Message answer = store.add(conversation.id(), user.id(), "assistant", "", "m");
        store.keep(answer.id(), "half of an ans");

        store.markInterrupted();

        assertThat(store.message(answer.id()).finishReason()).isEqualTo("interrupted");
        assertThat(store.message(answer.id()).content()).isEqualTo("half of an ans");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | content has 0 characters",
                "{\"content\": \"  \"} | not all blank",
                "{\"content\": 7, \"parentId\": \"x\"} | can't be read",
                "not json | can't be read",
                "{\"content\": \"hi\", \"parentId\": \"00000000-0000-4000-8000-000000000000\"} | no message"
            })
    void aBadTurnIsRefusedWithAReason(String body, String reason) {
        Reply reply = server.post("/api/conversations/" + create() + "/messages", body);

        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.at("/detail").asString()).containsIgnoringCase(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-uuid", "1"})
    void anIdThatIsNoneIsABadRequest(String id) {
        assertThat(server.get("/api/conversations/" + id).status()).isEqualTo(400);
    }

    @Test
    void anUnknownConversationIsNotFound() {
        assertThat(server.get("/api/conversations/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void aModelThatIsNotHereIsSaidInTheStream() {
        String conversation = server.post("/api/conversations", "{\"model\":\"qwen2.5-coder-1.5b\"}")
                .at("/id")
                .asString();

        Event error = last(say(conversation, null, "hi"));

        assertThat(error.name()).isEqualTo("error");
        assertThat(error.data().path("code").asString()).isEqualTo("not_ready");
    }

    @Test
    void aConversationLongerThanTheModelsContextIsSaidInTheStream() {
        Event error = last(say(create(), null, "word ".repeat(5000)));

        assertThat(error.data().path("code").asString()).isEqualTo("too_long");
        assertThat(error.data().path("message").asString()).contains("2048");
    }

    /** The second is of letters that take more tokens than anybody would think. */
    @ParameterizedTest
    @ValueSource(strings = {"word ", "ᚠᛇᚻ"})
    void ofALongConversationTheModelIsToldTheEndAndTheAnswerSaysSo(String filler) {
        UUID conversation = UUID.fromString(create());
        UUID last = Tenant.LOCAL.ask(() -> {
            ConversationStore store = server.bean(ConversationStore.class);
            UUID parent = null;
            for (int i = 0; i < 6; i++) {
                String role = i % 2 == 0 ? "user" : "assistant";
                parent = store.add(conversation, parent, role, filler.repeat(1_200 / filler.length()), null)
                        .id();
            }
            return parent;
        });

        Event done = last(say(conversation.toString(), last.toString(), "Say hello."));

        assertThat(done.name()).isEqualTo("done");
        assertThat(done.data().path("leftOut").asInt()).isBetween(1, 6);
    }

    @Test
    void otherSitesPagesAreKeptOut() {
        Reply rebound = server.send(server.request("/api/conversations")
                .header("Origin", "https://stranger.example")
                .GET());

        assertThat(rebound.status()).isEqualTo(403);
        assertThat(rebound.at("/detail").asString()).contains("stranger.example");
    }
}
