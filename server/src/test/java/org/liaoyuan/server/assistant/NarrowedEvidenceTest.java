package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** Questions to a part of the personal space. */
class NarrowedEvidenceTest {

    private static final House HOUSE = House.get();

    private static String add(Visitor who, String name, String text) {
        String id = who.post("/api/space/documents?name=" + name, text)
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> who.get("/api/space/documents/" + id).at("/state").asString(), "INDEXED"::equals);
        return id;
    }

    private static Reply ask(Visitor who, String conversation, String material) {
        return who.post(
                "/api/conversations/" + conversation + "/messages",
                "{\"content\":\"When was the lighthouse built?\",\"sources\":[\"MATERIAL\"],\"material\":" + material
                        + "}");
    }

    @Test
    void aQuestionIsAnsweredFromThePartThatWasChosenAndTheChoiceIsKept() {
        Visitor ada = HOUSE.newMember(HOUSE.owner(), "narrow-" + UUID.randomUUID(), Role.MEMBER);
        String one = add(ada, "one.md", "The lighthouse of Dongji was built in 1907.");
        String two = add(ada, "two.md", "The lighthouse of Huaniao was built in 1870.");
        ada.send("PATCH", "/api/space/tags", "{\"documents\":[\"" + two + "\"],\"add\":[\"Huaniao\"]}");
        String conversation = ada.post("/api/conversations", "{}").at("/id").asString();

        ask(ada, conversation, "{\"documents\":[\"" + one + "\"]}");
        ask(ada, conversation, "{\"tags\":[\"huaniao\"],\"kinds\":[\"TEXT\"]}");
        ask(ada, conversation, "null");

        Reply kept = ada.get("/api/conversations/" + conversation);
        assertThat(kept.at("/messages/1/evidence")).hasSize(1);
        assertThat(kept.at("/messages/1/evidence/0/text").asString()).contains("1907");
        assertThat(kept.at("/messages/0/material/documents/0").asString()).isEqualTo(one);
        assertThat(kept.at("/messages/1/material/documents/0").asString()).isEqualTo(one);
        assertThat(kept.at("/messages/3/evidence")).hasSize(1);
        assertThat(kept.at("/messages/3/evidence/0/text").asString()).contains("1870");
        assertThat(kept.at("/messages/3/material/tags/0").asString()).isEqualTo("huaniao");
        assertThat(kept.at("/messages/5/evidence")).hasSize(2);
        assertThat(kept.at("/messages/5/material").isNull()).isTrue();

        String again = "/api/conversations/" + conversation + "/messages/"
                + kept.at("/messages/1/id").asString() + "/regenerate";
        assertThat(evidence(ada.post(again, "{}"))).contains("1907").doesNotContain("1870");
        assertThat(evidence(ada.post(again, "{\"material\":{\"tags\":[\"huaniao\"]}}")))
                .contains("1870")
                .doesNotContain("1907");
    }

    /** What the model was shown; what it says of it is its own. */
    private static String evidence(Reply answer) {
        return answer.text()
                .lines()
                .dropWhile(line -> !line.equals("event: evidence"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereTheChosenPartSaysNothingThatIsSaidOfThePart() {
        Visitor bob = HOUSE.newMember(HOUSE.owner(), "narrow-" + UUID.randomUUID(), Role.MEMBER);
        add(bob, "one.md", "The lighthouse of Dongji was built in 1907.");
        String conversation = bob.post("/api/conversations", "{}").at("/id").asString();

        Reply said = ask(bob, conversation, "{\"folder\":\"nowhere\"}");

        assertThat(said.text()).contains("The part of your material that you chose does not answer this question.");
        assertThat(ask(bob, conversation, "{\"tags\":[\"\"]}").status()).isEqualTo(400);
        assertThat(ask(bob, conversation, "{\"tags\":[null]}").status()).isEqualTo(400);
    }
}
