package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that stand on collections, by a real model. */
class CollectionAnswersTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final House HOUSE = House.get();
    private static final String QUESTION = "When was the lighthouse of Dongji built?";

    private static Visitor member(String name) {
        return HOUSE.newMember(HOUSE.owner(), name, Role.MEMBER);
    }

    /** A collection of somebody with one document, which is open to whom they say. */
    private record Shelf(Visitor maker, String id, String document) {

        static Shelf of(Visitor maker) {
            String id = maker.post("/api/space/collections", "{\"name\":\"Coast\"}")
                    .at("/id")
                    .asString();
            HttpRequest.Builder request = maker.server()
                    .request("/api/space/collections/" + id + "/documents?name=lighthouse.md")
                    .header("Content-Type", "application/octet-stream");
            maker.headers().forEach(request::header);
            String text =
                    "# Coast\n\nThe lighthouse of Dongji was built in 1907. Its lamp is visible for thirty-one leagues.\n";
            String document = maker.server()
                    .send(request.POST(BodyPublishers.ofString(text)))
                    .at("/document/id")
                    .asString();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () -> maker.get("/api/space/documents/" + document)
                                    .at("/state")
                                    .asString(),
                            "INDEXED"::equals);
            return new Shelf(maker, id, document);
        }

        void open() {
            String everybody = "{\"kind\":\"EVERYBODY\",\"right\":\"READ\"}";
            assertThat(maker.send("PUT", "/api/space/collections/" + id + "/grants", everybody)
                            .status())
                    .isEqualTo(204);
        }

        void close() {
            assertThat(maker.send("DELETE", "/api/space/collections/" + id + "/grants?kind=EVERYBODY", "")
                            .status())
                    .isEqualTo(204);
        }
    }

    private static String conversation(Visitor who, String wanted) {
        return who.post("/api/conversations", wanted).at("/id").asString();
    }

    private static Reply say(Visitor who, String conversation, String collections) {
        return who.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"" + QUESTION + "\",\"collections\":" + collections + "}");
    }

    private static JsonNode event(Reply reply, String name) {
        List<String> lines = reply.text().lines().toList();
        int at = lines.indexOf("event: " + name);
        assertThat(at).as("%s in %s", name, reply.text()).isNotNegative();
        return JSON.readTree(lines.get(at + 1).substring("data: ".length()));
    }

    @Test
    void aColleagueAsksACollectionAndWhatIsWithdrawnIsGoneFromTheNextQuestionAndFromWhatWasAnswered() {
        Visitor ada = member("ada-shelf");
        Visitor bob = member("bob-shelf");
        Shelf shelf = Shelf.of(ada);
        String conversation = conversation(bob, "{}");
        assertThat(say(bob, conversation, "[\"" + shelf.id() + "\"]").status()).isEqualTo(404);

        shelf.open();
        JsonNode done = event(say(bob, conversation, "[\"" + shelf.id() + "\"]"), "done");

        assertThat(done.at("/sources").toString()).isEqualTo("[\"COLLECTIONS\"]");
        assertThat(done.at("/collections").toString()).isEqualTo("[\"" + shelf.id() + "\"]");
        JsonNode cited = done.at("/evidence/0");
        assertThat(cited.at("/kind").asString()).isEqualTo("COLLECTIONS");
        assertThat(cited.at("/collection").asString()).isEqualTo(shelf.id());
        assertThat(cited.at("/title").asString()).isEqualTo("lighthouse.md");
        assertThat(cited.at("/headings/0").asString()).isEqualTo("Coast");
        assertThat(cited.at("/text").asString()).contains("1907");
        String passages = "/api/space/documents/" + shelf.document() + "/passages?from=0&to=3";
        assertThat(bob.get(passages).text()).contains("1907");
        // the answer says what it says; the passage itself is not copied beside it
        assertThat(HOUSE.tablesWith("visible for thirty-one leagues")).doesNotContain("evidence");

        shelf.close();

        assertThat(bob.get(passages).status()).isEqualTo(404);
        JsonNode kept = bob.get("/api/conversations/" + conversation).at("/messages/1/evidence/0");
        assertThat(kept.at("/withheld").asBoolean()).isTrue();
        assertThat(kept.at("/text").asString()).isEmpty();
        assertThat(kept.at("/title").asString()).isEmpty();
        assertThat(say(bob, conversation, "[\"" + shelf.id() + "\"]").status()).isEqualTo(404);
        Reply again = bob.post(
                "/api/conversations/" + conversation + "/messages/"
                        + done.at("/id").asString() + "/regenerate",
                "{}");
        assertThat(event(again, "done").at("/evidence")).isEmpty();
        assertThat(event(again, "done").at("/proof/verdict").asString()).isEqualTo("NOT_THERE");

        shelf.open();
        assertThat(bob.get("/api/conversations/" + conversation)
                        .at("/messages/1/evidence/0/text")
                        .asString())
                .contains("1907");
        ada.send("DELETE", "/api/space/documents/" + shelf.document(), "");
        JsonNode gone = bob.get("/api/conversations/" + conversation).at("/messages/1/evidence/0");
        assertThat(gone.at("/deleted").asBoolean()).isTrue();
        assertThat(gone.at("/text").asString()).isEmpty();
    }

    @Test
    void anAssistantBringsItsCollectionsAlongForWhoMayReadThem() {
        Visitor ada = member("ada-brings");
        Visitor bob = member("bob-brings");
        Shelf shelf = Shelf.of(ada);
        String assistant = ada.post("/api/assistants/study/copy", "").at("/id").asString();
        String manifest =
                ada.get("/api/assistants/" + assistant).at("/manifest").toString();
        ada.send("PUT", "/api/assistants/" + assistant + "?shared=true", manifest);
        String attached = "/api/assistants/" + assistant + "/collections";
        assertThat(bob.send("PUT", attached, "[]").status()).isEqualTo(403);
        assertThat(ada.send("PUT", attached, "[\"" + shelf.id() + "\"]").status())
                .isEqualTo(204);
        String conversation = conversation(bob, "{\"assistant\":\"" + assistant + "\"}");

        Reply without = say(bob, conversation, "[]");
        assertThat(without.text()).doesNotContain("event: evidence").doesNotContain(shelf.id());
        assertThat(bob.get(attached).text()).isEqualTo("[]");

        shelf.open();
        assertThat(bob.get(attached).text()).contains(shelf.id());
        Reply with = say(bob, conversation, "[]");
        assertThat(event(with, "evidence").at("/evidence/0/document").asString())
                .isEqualTo(shelf.document());
        assertThat(event(with, "done").at("/sources")).isEmpty();
    }

    @Test
    void aQuestionToCollectionsIsNarrowedAsOneToOnesOwnMaterialAndThatIsKept() {
        Visitor ada = member("ada-narrows");
        Shelf shelf = Shelf.of(ada);
        String conversation = conversation(ada, "{}");
        String path = "/api/conversations/" + conversation + "/messages";
        String asked = "{\"content\":\"" + QUESTION + "\",\"collections\":[\"" + shelf.id() + "\"],\"material\":";

        JsonNode text = event(ada.post(path, asked + "{\"kinds\":[\"TEXT\"]}}"), "done");
        JsonNode table = event(ada.post(path, asked + "{\"kinds\":[\"TABLE\"]}}"), "done");
        JsonNode document = event(ada.post(path, asked + "{\"documents\":[\"" + shelf.document() + "\"]}}"), "done");

        assertThat(text.at("/evidence/0/document").asString()).isEqualTo(shelf.document());
        assertThat(text.at("/material/kinds/0").asString()).isEqualTo("TEXT");
        assertThat(text.at("/collections/0").asString()).isEqualTo(shelf.id());
        assertThat(table.at("/evidence")).isEmpty();
        assertThat(table.at("/content").asString())
                .isEqualTo("The part of the collections that you chose does not answer this question.");
        assertThat(document.at("/evidence/0/document").asString()).isEqualTo(shelf.document());
        String again = path + "/" + text.at("/id").asString() + "/regenerate";
        JsonNode kept = event(ada.post(again, "{}"), "done");
        assertThat(kept.at("/material/kinds/0").asString()).isEqualTo("TEXT");
        assertThat(kept.at("/collections/0").asString()).isEqualTo(shelf.id());
        JsonNode other = event(ada.post(again, "{\"material\":{\"kinds\":[\"TABLE\"]}}"), "done");
        assertThat(other.at("/evidence")).isEmpty();
        assertThat(other.at("/collections/0").asString()).isEqualTo(shelf.id());
    }

    @Test
    void collectionsThatCannotBeMeantAreRefused() {
        Visitor eve = member("eve-shelf");
        String conversation = conversation(eve, "{}");
        String path = "/api/conversations/" + conversation + "/messages";

        Reply none = eve.post(path, "{\"content\":\"x\",\"sources\":[\"COLLECTIONS\"]}");
        Reply unknown = say(eve, conversation, "[\"0b0e7f1e-0000-4000-8000-000000000000\"]");

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.at("/detail").asString()).contains("names none");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(eve.get("/api/conversations/" + conversation).at("/messages"))
                .isEmpty();
    }
}
