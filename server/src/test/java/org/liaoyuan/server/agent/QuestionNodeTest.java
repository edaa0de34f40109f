package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.open;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.Visitor;

/** Questions that are answered in words or by a form. */
class QuestionNodeTest {

    private static String agent(String fields, String answer) {
        return released("""
                {"name": "Date", "input": {"properties": {"name": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "q"},
                  {"id": "q", "kind": "question", "question": "Which date suits {{start.name}}?", %s "next": "said"},
                  {"id": "said", "kind": "answer", "text": "%s"},
                  {"id": "over", "kind": "answer", "text": "nobody said"}]}""".formatted(fields, answer));
    }

    /** Without a way for late answers. */
    private static String plain(String fields, String answer) {
        return released("""
                {"name": "Date", "input": {"properties": {"name": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "q"},
                  {"id": "q", "kind": "question", "question": "Which date suits {{start.name}}?", %s "next": "said"},
                  {"id": "said", "kind": "answer", "text": "%s"}]}""".formatted(fields, answer));
    }

    private static Reply answer(Visitor who, String run, String body) {
        return who.post("/api/agent-runs/" + run + "/answers/1", body);
    }

    private static String text(Reply run) {
        return run.at("/run/output/text").asString();
    }

    @Test
    void anAnswerInWordsIsWhatTheNodeGives() {
        Visitor starter = member();
        String run = started(starter, plain("", "{{q}} by {{q.by}}"), "{\"name\": \"Ada\"}");
        Reply waiting = when(starter, run, "WAITING");

        assertThat(open(waiting)).containsExactly("1");
        assertThat(waiting.at("/approvals/0/asks").asString()).isEqualTo("QUESTION");
        assertThat(waiting.at("/approvals/0/question").asString()).isEqualTo("Which date suits Ada?");
        assertThat(starter.get("/api/agent-approvals").at("/0/asks").asString()).isEqualTo("QUESTION");

        assertThat(answer(starter, run, "{\"text\": \" \"}").status()).isEqualTo(400);
        assertThat(answer(starter, run, "{\"text\": \"x\", \"data\": {\"day\": \"y\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(answer(starter, run, "{\"text\": \"%s\"}".formatted("x".repeat(20_001)))
                        .status())
                .isEqualTo(400);
        assertThat(answer(starter, run, "{\"text\": \"12 May\\nor later\"}").status())
                .isEqualTo(200);

        Reply done = when(starter, run, "DONE");
        assertThat(text(done)).isEqualTo("12 May\nor later by " + name(starter));
        assertThat(done.at("/approvals/0/answer").asString()).isEqualTo("12 May\nor later");
        assertThat(done.at("/approvals/0/approved").isNull()).isTrue();
        assertThat(step(done, "1").at("/input/question").asString()).isEqualTo("Which date suits Ada?");
        assertThat(answer(starter, run, "{\"text\": \"again\"}").status()).isEqualTo(409);
    }

    private static String name(Visitor who) {
        return who.get("/api/session").at("/person/name").asString();
    }

    @Test
    void aFormIsFilledInAndHasToFit() {
        Visitor starter = member();
        String form = """
                "form": {"required": ["day"], "properties": {"day": {"type": "integer"},
                  "place": {"type": "string", "default": "at {{start.name}}'s"}}},""";
        String run = started(starter, plain(form, "{{q.data.day}} {{q.data.place}} {{q.by}}"), "{\"name\": \"Ada\"}");
        Reply waiting = when(starter, run, "WAITING");

        assertThat(waiting.at("/approvals/0/suggested/place").asString()).isEqualTo("at Ada's");
        assertThat(answer(starter, run, "{\"data\": {\"day\": \"soon\"}}").text())
                .contains("field 'day'");
        assertThat(answer(starter, run, "{\"text\": \"the 12th\"}").status()).isEqualTo(400);
        assertThat(answer(starter, run, "{\"data\": {\"day\": 12, \"place\": \"here\"}}")
                        .status())
                .isEqualTo(200);

        assertThat(text(when(starter, run, "DONE"))).isEqualTo("12 here " + name(starter));
    }

    @Test
    void aQuestionIsNotApprovedAndAnApprovalNotAnswered() {
        Visitor starter = member();
        String run = started(starter, plain("", "{{q}}"), "{}");
        when(starter, run, "WAITING");

        Reply refused = starter.post("/api/agent-runs/" + run + "/approvals/1", "{\"approved\": true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("asks for an answer");
        assertThat(open(starter.get("/api/agent-runs/" + run))).containsExactly("1");
    }

    @Test
    void nobodyElseAnswersUntilItIsHandedToThem() {
        Visitor starter = member();
        Visitor other = member();
        String run = started(starter, plain("", "{{q}} {{q.by}}"), "{}");
        when(starter, run, "WAITING");
        assertThat(answer(other, run, "{\"text\": \"mine\"}").status()).isEqualTo(404);

        assertThat(starter.post(
                                "/api/agent-runs/" + run + "/approvals/1/delegation",
                                "{\"to\": \"" + name(other) + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(other.get("/api/agent-approvals").at("/0/question").asString())
                .contains("Which date");
        assertThat(answer(other, run, "{\"text\": \"mine\"}").status()).isEqualTo(200);

        assertThat(text(when(starter, run, "DONE"))).isEqualTo("mine " + name(other));
        assertThat(HOUSE.owner().get("/api/audit?action=run.answer").text()).contains(run);
    }

    @Test
    void anAdministratorsQuestionIsNotTheStarters() {
        Visitor starter = member();
        String run = started(starter, plain("\"by\": \"admin\",", "{{q}}"), "{}");
        when(starter, run, "WAITING");

        assertThat(answer(starter, run, "{\"text\": \"mine\"}").status()).isEqualTo(403);
        assertThat(answer(HOUSE.people.get(Role.ADMIN), run, "{\"text\": \"theirs\"}")
                        .status())
                .isEqualTo(200);

        assertThat(text(when(starter, run, "DONE"))).isEqualTo("theirs");
    }

    @Test
    void whenNobodyAnswersInTimeItGoesTheLateWay() {
        Visitor starter = member();
        String run = started(starter, agent("\"within\": 1, \"late\": \"over\",", "{{q}}"), "{}");

        Reply done = when(starter, run, "DONE");

        assertThat(text(done)).isEqualTo("nobody said");
        assertThat(step(done, "1").at("/output/late").asBoolean()).isTrue();
    }

    @Test
    void othersAreAskedWhenNobodyAnswersForAWhile() {
        Visitor starter = member();
        String run = started(starter, plain("\"escalate\": {\"after\": 1},", "{{q}}"), "{}");
        Visitor admin = HOUSE.people.get(Role.ADMIN);

        Awaitility.await()
                .atMost(LONG)
                .until(() -> admin.get("/api/agent-approvals").text().contains(run));

        assertThat(answer(admin, run, "{\"text\": \"yes\"}").status()).isEqualTo(200);
        assertThat(text(when(starter, run, "DONE"))).isEqualTo("yes");
    }

    @Test
    void aClientThatTakesTheAgentForAModelIsToldTheQuestionAndWhereToAnswerIt() {
        Visitor starter = member();
        String name = "Asks " + UUID.randomUUID();
        released("""
                {"name": "%s", "input": {"properties": {"message": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "q"},
                  {"id": "q", "kind": "question", "question": "When is {{start.message}}?", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{q}}"}]}""".formatted(name));

        Reply reply = starter.post("/v1/chat/completions", """
                {"model": "agent/%s", "messages": [{"role": "user", "content": "lunch"}]}""".formatted(name));

        assertThat(reply.at("/choices/0/message/content").asString())
                .startsWith("When is lunch?")
                .contains("/agents?run=");
    }

    @Test
    void anAnswerIsKeptByAForkAndCantBePutOtherwise() {
        Visitor starter = member();
        String run = started(starter, plain("", "{{q}}"), "{}");
        when(starter, run, "WAITING");
        answer(starter, run, "{\"text\": \"May\"}");
        when(starter, run, "DONE");

        assertThat(starter.post(
                                "/api/agent-runs/" + run + "/forks",
                                "{\"at\": \"1\", \"output\": {\"text\": \"June\"}, \"release\": \"SAME\"}")
                        .status())
                .isEqualTo(409);
        Reply fork = starter.post("/api/agent-runs/" + run + "/forks", "{\"release\": \"SAME\"}");
        Reply done = when(starter, fork.at("/id").asString(), "DONE");

        assertThat(text(done)).isEqualTo("May");
        assertThat(done.at("/approvals/0/answer").asString()).isEqualTo("May");
    }
}
