package org.liaoyuan.server.assistant.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Digests by a real, very small model: what it says is of no worth, how it is asked and kept is. The worker is run by hand. */
class DigestApiTest {

    private static final House HOUSE = House.get();
    private static final Duration LONG = Duration.ofMinutes(2);

    private static Visitor member() {
        return HOUSE.newMember(HOUSE.owner(), "digest-" + UUID.randomUUID(), Role.MEMBER);
    }

    private static String add(Visitor who, String name, String text) {
        String id = who.post("/api/space/documents?name=" + name, text)
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> who.get("/api/space/documents/" + id).at("/state").asString(), "INDEXED"::equals);
        return id;
    }

    private static Reply digest(Visitor who, String document) {
        return who.get("/api/space/documents/" + document + "/digest");
    }

    private static String state(Visitor who, String document) {
        return digest(who, document).at("/state").asString();
    }

    private static void ask(Visitor who, String document) {
        assertThat(who.post("/api/space/documents/" + document + "/digest", "").status())
                .isEqualTo(200);
    }

    private static DigestWorker worker() {
        return HOUSE.server.bean(DigestWorker.class);
    }

    /** Until this one is made or given up; the small model may say three times what is of no use, so it is asked some times. */
    private static Reply made(Visitor who, String document) {
        for (int i = 0; i < 5; i++) {
            ask(who, document);
            Awaitility.await().atMost(LONG).until(() -> {
                worker().makeOne();
                return List.of("READY", "FAILED").contains(state(who, document));
            });
            if (state(who, document).equals("READY")) {
                break;
            }
        }
        return digest(who, document);
    }

    private static long rows(String sql, String document) {
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        return Tenant.SYSTEM.ask(() ->
                jdbc.sql(sql).param(UUID.fromString(document)).query(Long.class).single());
    }

    private static Answer longAnswer() {
        return HOUSE.server
                .bean(ModelService.class)
                .chat(new ChatRequest(
                        ModelService.DEFAULT,
                        List.of(ChatMessage.user("Count from one to a thousand.")),
                        Sampling.CHAT,
                        1_000,
                        List.of(),
                        -1));
    }

    @Test
    void aDocumentThatWasReadWaitsForADigestWhichHasASummaryAndThreeQuestions() {
        Visitor ada = member();
        String document = add(ada, "coast.md", "# Coast\n\nThe lighthouse of Dongji was built in 1907.\n");
        assertThat(state(ada, document)).isEqualTo("WAITING");

        Reply made = made(ada, document);

        assertThat(made.at("/state").asString()).as(made.text()).isEqualTo("READY");
        assertThat(made.at("/summary").asString()).isNotBlank();
        assertThat(made.at("/questions")).hasSize(3);
        assertThat(made.at("/model").asString()).isNotBlank().isNotEqualTo("default");
        assertThat(made.at("/whole").asBoolean()).isTrue();
        assertThat(ada.get("/api/space/digests").at("/0")).isEqualTo(made.body());
        assertThat(ada.get("/api/ledger/sums?by=MODEL").text())
                .contains(made.at("/model").asString());

        ada.send("DELETE", "/api/space/documents/" + document, "");
        assertThat(rows("select count(*) from document_digest where document = ?", document))
                .isZero();
    }

    @Test
    void oneThatWasDeletedStaysDeletedUntilItIsAskedFor() {
        Visitor bob = member();
        String document = add(bob, "a.txt", "The ferry leaves at nine.");

        assertThat(bob.send("DELETE", "/api/space/documents/" + document + "/digest", "")
                        .status())
                .isEqualTo(204);

        assertThat(state(bob, document)).isEqualTo("REMOVED");
        assertThat(bob.get("/api/space/digests").body()).isEmpty();
        ask(bob, document);
        assertThat(state(bob, document)).isEqualTo("WAITING");
    }

    @Test
    void whoSwitchedThemOffGetsNoneAndANewerVersionWaitsInPlaceOfTheOlder() {
        Visitor eve = member();
        String first = add(eve, "plan.txt", "We leave on Monday.");
        String second = add(eve, "plan.txt", "We leave on Tuesday.");
        assertThat(state(eve, first)).isEqualTo("NONE");
        assertThat(state(eve, second)).isEqualTo("WAITING");

        assertThat(eve.send("PUT", "/api/space/digests/setting", "{\"active\":false}")
                        .at("/active")
                        .asBoolean())
                .isFalse();

        assertThat(state(eve, second)).isEqualTo("NONE");
        assertThat(state(eve, add(eve, "b.txt", "Another."))).isEqualTo("NONE");
    }

    @Test
    void nothingIsMadeWhileSomebodyIsAnswered() {
        Visitor ann = member();
        String document = add(ann, "a.txt", "The ferry leaves at nine.");
        ask(ann, document);

        try (Answer running = longAnswer()) {
            assertThat(running.model()).isNotBlank();
            assertThat(worker().makeOne()).isFalse();
        }

        assertThat(state(ann, document)).isEqualTo("WAITING");
    }

    @Test
    void oneThatIsBeingMadeStopsForWhoeverWantsAnAnswerAndIsMadeLater() throws Exception {
        Visitor joe = member();
        String document = add(joe, "a.txt", "The ferry leaves at nine. ".repeat(20));
        ask(joe, document);
        Thread making = Thread.ofVirtual().start(() -> worker().makeOne());
        ModelService models = HOUSE.server.bean(ModelService.class);
        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> Attendance.answers(models) == 1);

        try (Answer answer = longAnswer()) {
            assertThat(answer.model()).isNotBlank();
            making.join(LONG);
        }

        assertThat(state(joe, document)).isEqualTo("WAITING");
        assertThat(rows("select attempts from document_digest where document = ?", document))
                .isZero();
        assertThat(made(joe, document).at("/state").asString()).isEqualTo("READY");
    }

    @Test
    void oneThatAProcessLeftIsTakenUpAndOneThatEndedItThreeTimesIsGivenUp() {
        Visitor kim = member();
        String document = add(kim, "a.txt", "The ferry leaves at nine.");
        ask(kim, document);
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        Tenant.SYSTEM.run(() -> jdbc.sql(
                        "update document_digest set state = 'MAKING', node = gen_random_uuid(), attempts = 3 where document = ?")
                .param(UUID.fromString(document))
                .update());

        worker().makeOne();

        assertThat(digest(kim, document).at("/reason").asString()).isEqualTo("INTERNAL");
        assertThat(made(kim, document).at("/state").asString()).isEqualTo("READY");
    }

    @Test
    void whatIsOneselfIsNobodyElses() {
        Visitor mine = member();
        Visitor other = member();
        String document = add(mine, "a.txt", "The emerald is under the stone.");

        assertThat(digest(other, document).status()).isEqualTo(404);
        assertThat(other.post("/api/space/documents/" + document + "/digest", "")
                        .status())
                .isEqualTo(404);
        assertThat(other.send("DELETE", "/api/space/documents/" + document + "/digest", "")
                        .status())
                .isEqualTo(404);
        assertThat(other.get("/api/space/digests").body()).isEmpty();
        assertThat(state(mine, document)).isEqualTo("WAITING");
    }

    @Test
    void whatWasNotReadHasNothingToSumUp() {
        Visitor dan = member();
        String id = dan.post("/api/space/documents?name=broken.docx", "PK\u0003\u0004 breaks off")
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> dan.get("/api/space/documents/" + id).at("/state").asString(), "FAILED"::equals);

        assertThat(state(dan, id)).isEqualTo("NONE");
        assertThat(dan.post("/api/space/documents/" + id + "/digest", "").status())
                .isEqualTo(409);
    }
}
