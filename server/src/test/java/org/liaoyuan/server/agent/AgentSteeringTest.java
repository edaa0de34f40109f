package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.open;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Database;
import tools.jackson.databind.JsonNode;

/** Pausing, going on, beginning in the middle, replaying; questions with forms and to others. */
class AgentSteeringTest {

    /** Two branches, one of which asks; a wait of a second in the other. */
    private static final String BESIDE = """
            {"name": "Steered", "input": {"properties": {"topic": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "first"},
              {"id": "first", "kind": "template", "text": "one {{start.topic}}", "next": "both"},
              {"id": "both", "kind": "parallel", "join": "together", "branches": [{"name": "left", "next": "ask"}, {"name": "right", "next": "rest"}]},
              {"id": "ask", "kind": "approval", "question": "{{first}}?", "approved": "yes", "refused": "yes"},
              {"id": "yes", "kind": "template", "text": "{{ask.approved}}", "next": "together"},
              {"id": "rest", "kind": "wait", "seconds": 1, "next": "rested"},
              {"id": "rested", "kind": "template", "text": "rested", "next": "together"},
              {"id": "together", "kind": "join", "next": "again"},
              {"id": "again", "kind": "loop", "most": 5, "until": {"value": "{{again}}", "is": "equal", "than": "xx"}, "nodes": [
                {"id": "add", "kind": "result", "text": "{{again.last}}x"}], "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{first}} {{yes}} {{rested}} {{again}}"}]}""";

    private static Reply steer(Visitor who, String run, String how, String body) {
        return who.post("/api/agent-runs/" + run + "/" + how, body);
    }

    private static String forked(Visitor who, String run, String body) {
        Reply reply = steer(who, run, "forks", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.at("/origin").asString()).isEqualTo(run);
        return reply.at("/id").asString();
    }

    private static String text(Reply run) {
        return run.at("/run/output/text").asString();
    }

    private static Reply until(Visitor who, String run, java.util.function.Predicate<Reply> holds) {
        return Awaitility.await().atMost(LONG).until(() -> who.get("/api/agent-runs/" + run), holds::test);
    }

    private static List<String> copied(Reply run) {
        return run.at("/steps")
                .valueStream()
                .filter(s -> s.at("/copied").asBoolean())
                .map(s -> s.at("/position").asString())
                .toList();
    }

    @Test
    void aRunThatIsPausedBeginsNothingKeepsWhatIsDecidedAndTimesThatComeAndGoesOn() {
        Visitor member = member();
        String run = started(member, released(BESIDE), "{\"topic\": \"tea\"}");
        until(member, run, r -> !open(r).isEmpty());

        assertThat(steer(member, run, "pause", "").at("/run/pausedAt").isNull()).isFalse();
        Reply paused = when(member, run, "PAUSED");
        assertThat(nodes(paused)).doesNotContain("rested");
        assertThat(decide(member, run, "2.left.0", true).status()).isEqualTo(200);
        // the wait is over, and what comes after it does not begin
        Reply kept = until(member, run, r -> nodes(r).contains("rest") && nodes(r).contains("ask"));
        assertThat(kept.at("/run/state").asString()).isEqualTo("PAUSED");
        assertThat(nodes(kept)).doesNotContain("yes", "rested");
        assertThat(steer(member, run, "pause", "").status()).isEqualTo(200);
        assertThat(steer(member(), run, "resumption", "").status()).isEqualTo(404);

        assertThat(steer(member, run, "resumption", "").status()).isEqualTo(200);

        Reply done = when(member, run, "DONE");
        assertThat(text(done)).isEqualTo("one tea true rested xx");
        assertThat(done.at("/run/pausedAt").isNull()).isTrue();
        assertThat(done.at("/steps").valueStream().map(s -> s.at("/position").asString()))
                .doesNotHaveDuplicates();
        assertThat(steer(member, run, "pause", "").status()).isEqualTo(409);
        assertThat(steer(member, run, "resumption", "").status()).isEqualTo(409);
        assertThat(steer(member, run, "retries", "").status()).isEqualTo(409);
    }

    @Test
    void theNodeThatIsUnderWayEndsBeforeAPauseAndARunThatIsPausedCanBeCancelled() {
        Visitor member = member();
        String agent = released("""
                {"name": "Story", "budget": {"seconds": 3600}, "nodes": [{"id": "start", "kind": "input", "next": "tell"},
                  {"id": "tell", "kind": "model", "prompt": "Write a long story about tea.", "maxTokens": 60, "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{tell}}"}]}""");
        String run = started(member, agent, "{}");
        Awaitility.await()
                .atMost(LONG)
                .until(() -> HOUSE.server.bean(NodeWork.class).answering().contains(UUID.fromString(run)));

        Reply asked = steer(member, run, "pause", "");
        Reply paused = when(member, run, "PAUSED");

        assertThat(asked.at("/run/state").asString()).isIn("RUNNING", "PAUSED");
        assertThat(nodes(paused)).containsExactly("start", "tell");
        assertThat(member.post("/api/agent-runs/" + run + "/cancellation", "").status())
                .isEqualTo(200);

        // and cancelled is not the end
        assertThat(steer(member, run, "retries", "").status()).isEqualTo(200);
        Reply done = when(member, run, "DONE");
        assertThat(nodes(done)).containsExactly("start", "tell", "said");
        assertThat(done.at("/steps/1").toString())
                .as("it is not asked again")
                .isEqualTo(paused.at("/steps/1").toString());
    }

    @Test
    void aRunThatFailedGoesOnAtItsNodeAndOneAtItsLimitWithAHigherOne() {
        Visitor builder = BUILDER;
        String agent = released("""
                {"name": "Limit", "budget": {"steps": 3}, "nodes": [{"id": "start", "kind": "input", "next": "a"},
                  {"id": "a", "kind": "template", "text": "a", "next": "b"}, {"id": "b", "kind": "template", "text": "{{a}}b", "next": "c"},
                  {"id": "c", "kind": "template", "text": "{{b}}c", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{c}}"}]}""");
        String run = started(builder, agent, "{}");
        Reply failed = when(builder, run, "FAILED");
        assertThat(failed.at("/run/failedNode").asString()).isEqualTo("c");

        assertThat(steer(builder, run, "retries", "").status()).isEqualTo(200);
        Reply again = until(
                builder,
                run,
                r -> r.at("/run/state").asString().equals("FAILED")
                        && !r.at("/run/endedAt").equals(failed.at("/run/endedAt")));
        assertThat(again.at("/run/failedNode").asString()).isEqualTo("c");
        Visitor member = member();
        String theirs = started(member, agent, "{}");
        when(member, theirs, "FAILED");
        assertThat(steer(member, theirs, "retries", "{\"budget\": {\"steps\": 9}}")
                        .status())
                .as("who builds says what a run may use")
                .isEqualTo(403);
        assertThat(steer(HOUSE.owner(), theirs, "retries", "").status())
                .as("on somebody else's account")
                .isEqualTo(403);
        assertThat(steer(builder, run, "retries", "{\"budget\": {\"steps\": 0}}")
                        .status())
                .isEqualTo(400);

        assertThat(steer(builder, run, "retries", "{\"budget\": {\"steps\": 9}}")
                        .status())
                .isEqualTo(200);

        Reply done = when(builder, run, "DONE");
        assertThat(text(done)).isEqualTo("abc");
        assertThat(nodes(done)).containsExactly("start", "a", "b", "c", "said");
        assertThat(done.at("/run/failure").isNull()).isTrue();
    }

    @Test
    void aQuestionOfARunThatWasCancelledIsAskedAnewWhenItGoesOn() {
        Visitor member = member();
        String run = started(member, released(BESIDE), "{\"topic\": \"tea\"}");
        until(member, run, r -> !open(r).isEmpty());
        member.post("/api/agent-runs/" + run + "/cancellation", "");
        assertThat(open(member.get("/api/agent-runs/" + run))).isEmpty();

        steer(member, run, "retries", "");

        until(member, run, r -> open(r).contains("2.left.0"));
        assertThat(decide(member, run, "2.left.0", false).status()).isEqualTo(200);
        assertThat(text(when(member, run, "DONE"))).isEqualTo("one tea false rested xx");
    }

    @Test
    void aRunBeginsInTheMiddleOfAnotherWithWhatWasGivenThereOrSomethingElse() {
        Visitor member = member();
        String run = started(member, released(BESIDE), "{\"topic\": \"tea\"}");
        until(member, run, r -> !open(r).isEmpty());
        decide(member, run, "2.left.0", true);
        Reply origin = when(member, run, "DONE");

        // in a branch: the other is kept, what comes after both is not
        Reply branch = when(member, forked(member, run, "{\"at\": \"2.left.1\"}"), "DONE");
        assertThat(copied(branch)).containsExactlyInAnyOrder("0", "1", "2", "2.left.0", "2.right.0", "2.right.1");
        assertThat(text(branch)).isEqualTo(text(origin));
        assertThat(branch.at("/run/originPosition").asString()).isEqualTo("2.left.1");
        assertThat(branch.at("/approvals/0/approved").asBoolean()).isTrue();

        // in the second round of a loop, with something else
        Reply round = when(
                member,
                forked(
                        member,
                        run,
                        "{\"at\": \"4.1.0\", \"output\": {\"text\": \"x\"}, \"input\": {\"topic\": \"milk\"}}"),
                "DONE");
        assertThat(copied(round)).contains("4.1", "4.1.0").doesNotContain("4.2", "4");
        assertThat(step(round, "0").at("/output/topic").asString()).isEqualTo("milk");
        assertThat(text(round)).as("what was done stays").isEqualTo("one tea true rested xx");

        // a step's output, and all that hangs on it
        String other = forked(member, run, "{\"at\": \"1\", \"output\": {\"text\": \"two\"}}");
        Reply asks = until(member, other, r -> !open(r).isEmpty());
        assertThat(asks.at("/approvals/0/question").asString()).isEqualTo("two?");
        assertThat(copied(asks)).containsExactly("0", "1");
        decide(member, other, "2.left.0", true);
        assertThat(text(when(member, other, "DONE"))).isEqualTo("two true rested xx");

        // the end
        assertThat(nodes(when(member, forked(member, run, "{}"), "DONE"))).isEqualTo(nodes(origin));

        assertThat(steer(member, run, "forks", "{\"at\": \"9\"}").status()).isEqualTo(404);
        assertThat(steer(member, run, "forks", "{\"at\": \"2.left.0\", \"output\": {\"approved\": true}}")
                        .status())
                .isEqualTo(409);
        assertThat(steer(member, run, "forks", "{\"at\": \"1\", \"output\": 3}").status())
                .isEqualTo(400);
        assertThat(steer(member, run, "forks", "{\"at\": \"1\", \"input\": {\"topic\": 3}}")
                        .status())
                .isEqualTo(400);
        assertThat(steer(member(), run, "forks", "{}").status()).isEqualTo(404);
        Reply stays = member.get("/api/agent-runs/" + run);
        assertThat(stays.at("/steps")).isEqualTo(origin.at("/steps"));
    }

    @Test
    void theNewestReleaseGoesOnWhereItsStepsFitAndNoAdministratorsYesIsUsedTwice() {
        Visitor member = member();
        String definition = BESIDE.replace(
                "\"approved\": \"yes\", \"refused\"", "\"by\": \"admin\", \"approved\": \"yes\", \"refused\"");
        String agent = released(definition);
        String run = started(member, agent, "{\"topic\": \"tea\"}");
        until(member, run, r -> !open(r).isEmpty());
        assertThat(decide(HOUSE.owner(), run, "2.left.0", true).status()).isEqualTo(200);
        when(member, run, "DONE");
        releasedAnew(agent, definition.replace("than\": \"xx\"", "than\": \"xxx\""));

        assertThat(steer(member, run, "forks", "{\"at\": \"3\"}").status())
                .as("the yes was to something else")
                .isEqualTo(409);
        assertThat(steer(member, run, "forks", "{\"at\": \"2.left.0\"}").status())
                .isEqualTo(201);
        Reply newest =
                when(HOUSE.owner(), forked(HOUSE.owner(), run, "{\"at\": \"4.1\", \"release\": \"NEWEST\"}"), "DONE");
        assertThat(text(newest)).isEqualTo("one tea true rested xxx");
        assertThat(newest.at("/run/release").asInt()).isEqualTo(2);

        releasedAnew(agent, definition.replace("\"first\"", "\"other\"").replace("{{first}}", "{{other}}"));
        Reply misfit = steer(HOUSE.owner(), run, "forks", "{\"at\": \"4\", \"release\": \"NEWEST\"}");
        assertThat(misfit.status()).isEqualTo(409);
        assertThat(misfit.text()).contains("'first'").contains("position '1'");
    }

    private static void releasedAnew(String agent, String definition) {
        int revision = BUILDER.get("/api/agents/" + agent).at("/revision").asInt();
        assertThat(BUILDER.send(
                                "PUT",
                                "/api/agents/" + agent,
                                "{\"revision\": " + revision + ", \"draft\": " + definition + "}")
                        .status())
                .isEqualTo(200);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(201);
    }

    @Test
    void aReplayAsksNobodyAndStopsWhereNothingWasRecorded() {
        Visitor member = member();
        String definition = BESIDE.replace(
                "\"kind\": \"template\", \"text\": \"one {{start.topic}}\"",
                "\"kind\": \"model\", \"prompt\": \"One {{start.topic}}\", \"maxTokens\": 8");
        String agent = released(definition);
        String run = started(member, agent, "{\"topic\": \"tea\"}");
        until(member, run, r -> !open(r).isEmpty());
        decide(member, run, "2.left.0", true);
        Reply origin = when(member, run, "DONE");

        Reply all = when(
                member,
                steer(member, run, "replays", "{\"answers\": \"MODELS\"}")
                        .at("/id")
                        .asString(),
                "DONE");
        assertThat(text(all)).isEqualTo(text(origin));
        assertThat(copied(all)).containsExactlyInAnyOrder("1", "2.left.0", "2.right.0");
        assertThat(all.at("/approvals")).isEmpty();
        assertThat(steer(member, all.at("/run/id").asString(), "forks", "{\"at\": \"1\"}")
                        .status())
                .isEqualTo(409);
        assertThat(step(all, "1").at("/completionTokens").asInt()).isZero();
        Reply anew = when(member, steer(member, run, "replays", "").at("/id").asString(), "DONE");
        assertThat(step(anew, "1").at("/completionTokens").asInt()).isPositive();

        releasedAnew(agent, definition.replace("\"One {{", "\"Two {{"));
        Reply stopped = when(
                member,
                steer(member, run, "replays", "{\"answers\": \"MODELS\", \"release\": \"NEWEST\"}")
                        .at("/id")
                        .asString(),
                "FAILED");
        assertThat(stopped.at("/run/failure").asString()).isEqualTo("REPLAY");
        assertThat(stopped.at("/run/failedNode").asString()).isEqualTo("first");
    }

    private static final String FORM = """
            {"name": "Form", "input": {"properties": {"to": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Send?", "approved": "said", "refused": "no", %s
                "form": {"required": ["to"], "properties": {"to": {"type": "string", "maxLength": 20, "default": "{{start.to}}"},
                  "copies": {"type": "integer", "default": "2"}, "odd": {"type": "boolean", "default": "{{start.to}}"}}}},
              {"id": "said", "kind": "answer", "text": "{{ask.data.to}} {{ask.data.copies}}"},
              {"id": "no", "kind": "answer", "text": "no"}]}""";

    private static Reply say(Visitor who, String run, String body) {
        return who.post("/api/agent-runs/" + run + "/approvals/1", body);
    }

    @Test
    void whoDecidesEditsTheDataWhichLaterNodesAreTold() {
        Visitor member = member();
        String agent = released(FORM.formatted(""));
        String run = started(member, agent, "{\"to\": \"Ada\"}");
        JsonNode asked = until(member, run, r -> !open(r).isEmpty()).at("/approvals/0");
        assertThat(asked.at("/suggested").toString()).isEqualTo("{\"to\":\"Ada\",\"copies\":2}");
        assertThat(asked.at("/form/properties/to").has("default")).isFalse();
        assertThat(asked.at("/mine").asBoolean()).isTrue();
        assertThat(member.get("/api/agent-approvals").at("/0/form/required/0").asString())
                .isEqualTo("to");

        assertThat(say(member, run, "{\"approved\": true, \"data\": {\"copies\": 3}}")
                        .text())
                .contains("field 'to'");
        assertThat(say(member, run, "{\"approved\": true, \"data\": {\"to\": \"Ada\", \"copies\": \"x\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(say(member, run, "{\"approved\": true, \"data\": {\"to\": \"Bob\", \"copies\": 3}}")
                        .status())
                .isEqualTo(200);
        Reply done = when(member, run, "DONE");
        assertThat(text(done)).isEqualTo("Bob 3");
        assertThat(done.at("/approvals/0/data/to").asString()).isEqualTo("Bob");

        String asSuggested = started(member, agent, "{\"to\": \"Eve\"}");
        until(member, asSuggested, r -> !open(r).isEmpty());
        say(member, asSuggested, "{\"approved\": true}");
        assertThat(text(when(member, asSuggested, "DONE"))).isEqualTo("Eve 2");
        String no = started(member, agent, "{}");
        until(member, no, r -> !open(r).isEmpty());
        assertThat(say(member, no, "{\"approved\": true}").status()).isEqualTo(400);
        assertThat(say(member, no, "{\"approved\": false, \"data\": [1]}").status())
                .isEqualTo(400);
        assertThat(say(member, no, "{\"approved\": false}").status()).isEqualTo(200);
        assertThat(text(when(member, no, "DONE"))).isEqualTo("no");

        assertThat(HOUSE.owner().get("/api/audit?action=run.decide").text())
                .contains(run + " 1")
                .contains("approved=true")
                .doesNotContain("Bob");
    }

    @Test
    void aQuestionIsHandedToAnotherWhoSeesItAloneAndNotTheRun() {
        Visitor member = member();
        Visitor other = member();
        String name = other.get("/api/account").at("/name").asString();
        String run = started(member, released(FORM.formatted("")), "{\"to\": \"Ada\"}");
        until(member, run, r -> !open(r).isEmpty());
        String delegation = "approvals/1/delegation";

        assertThat(steer(other, run, delegation, "{\"to\": \"" + name + "\"}").status())
                .isEqualTo(404);
        assertThat(steer(member, run, delegation, "{\"to\": \"nobody-here\"}").status())
                .isEqualTo(404);
        assertThat(steer(member, run, delegation, "{\"to\": \"" + name + "\"}").status())
                .isEqualTo(204);

        assertThat(member.get("/api/agent-approvals").text()).isEqualTo("[]");
        JsonNode asked = other.get("/api/agent-approvals").at("/0");
        assertThat(asked.at("/run").asString()).isEqualTo(run);
        assertThat(asked.at("/seen").asBoolean()).isFalse();
        assertThat(asked.at("/suggested/to").asString()).isEqualTo("Ada");
        assertThat(other.get("/api/agent-runs/" + run).status()).isEqualTo(404);
        assertThat(other.get("/api/agent-runs").text()).isEqualTo("[]");
        Reply said = say(other, run, "{\"approved\": true, \"data\": {\"to\": \"Bob\"}}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.text()).isEmpty();

        assertThat(text(when(member, run, "DONE"))).startsWith("Bob");
        assertThat(other.get("/api/agent-approvals").text()).isEqualTo("[]");
        assertThat(HOUSE.owner().get("/api/audit?action=run.delegate").text()).contains(run + " 1");
    }

    @Test
    void aQuestionThatNobodyAnswersGoesToAnAdministratorOrToANamedMember() {
        Visitor member = member();
        Visitor named = member();
        String name = named.get("/api/account").at("/name").asString();
        String toAdmin =
                started(member, released(FORM.formatted("\"escalate\": {\"after\": 1},")), "{\"to\": \"Ada\"}");
        String toNamed = started(
                member,
                released(FORM.formatted("\"escalate\": {\"after\": 1, \"to\": \"" + name + "\"},")),
                "{\"to\": \"Ada\"}");
        until(member, toAdmin, r -> !open(r).isEmpty());
        assertThat(say(HOUSE.people.get(Role.ADMIN), toAdmin, "{\"approved\": true}")
                        .status())
                .isIn(403, 200);

        Awaitility.await()
                .atMost(LONG)
                .until(() -> named.get("/api/agent-approvals").text().contains(toNamed));
        until(
                member,
                toAdmin,
                r -> !r.at("/approvals/0/escalatedAt").isNull()
                        || r.at("/run/state").asString().equals("DONE"));
        assertThat(member.get("/api/agent-approvals").text())
                .as("they are asked, too")
                .contains(toNamed);
        assertThat(named.get("/api/agent-approvals").text()).doesNotContain(toAdmin);
        assertThat(say(named, toNamed, "{\"approved\": true}").status()).isEqualTo(200);
        when(member, toNamed, "DONE");
        if (!member.get("/api/agent-runs/" + toAdmin)
                .at("/run/state")
                .asString()
                .equals("DONE")) {
            assertThat(HOUSE.owner().get("/api/agent-approvals").text()).contains(toAdmin);
            assertThat(say(HOUSE.people.get(Role.ADMIN), toAdmin, "{\"approved\": true}")
                            .status())
                    .isEqualTo(200);
        }
        when(member, toAdmin, "DONE");
        assertThat(HOUSE.owner().get("/api/audit?action=run.escalate").text())
                .contains(toAdmin + " 1")
                .contains(toNamed + " 1");
    }

    @Test
    void whatTheEngineKeepsOfRunsThatHaveEndedGoesAndOfOthersStays() {
        Visitor member = member();
        String agent = released(BESIDE);
        String ended = started(member, agent, "{\"topic\": \"tea\"}");
        String waits = started(member, agent, "{\"topic\": \"tea\"}");
        until(member, ended, r -> !open(r).isEmpty());
        decide(member, ended, "2.left.0", true);
        when(member, ended, "DONE");
        until(
                member,
                waits,
                r -> nodes(r).contains("rested")
                        && r.at("/run/state").asString().equals("WAITING"));
        assertThat(engineRows(ended)).isPositive();
        int before = engineRows(waits);
        assertThat(before).isPositive();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            HOUSE.server.bean(Engine.class).sweep();
            return engineRows(ended) == 0;
        });

        assertThat(engineRows(waits)).isEqualTo(before);
        decide(member, waits, "2.left.0", true);
        assertThat(text(when(member, waits, "DONE"))).isEqualTo("one tea true rested xx");
    }

    private static int engineRows(String run) {
        try (Connection owner = HOUSE.server.bean(Database.class).connect();
                PreparedStatement ask = owner.prepareStatement(
                        "select count(*) from dbos.workflow_status where workflow_uuid like ?")) {
            ask.setString(1, run + ".%");
            ResultSet found = ask.executeQuery();
            assertThat(found.next()).isTrue();
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runsThatEndedLongAgoAreDeletedAndThoseThatGoOnAreNot() {
        Visitor member = member();
        String agent = released(BESIDE);
        String waits = started(member, agent, "{\"topic\": \"tea\"}");
        until(member, waits, r -> !open(r).isEmpty());
        String old = started(member, agent, "{\"topic\": \"tea\"}");
        member.post("/api/agent-runs/" + old + "/cancellation", "");
        String young = started(member, agent, "{\"topic\": \"tea\"}");
        member.post("/api/agent-runs/" + young + "/cancellation", "");
        SystemDatabase database = HOUSE.server.bean(SystemDatabase.class);
        database.run(jdbc -> jdbc.sql("update agent_run set ended_at = now() - interval '91 days' where id = ?")
                .param(UUID.fromString(old))
                .update());
        database.run(jdbc -> jdbc.sql("update agent_run set started_at = now() - interval '91 days' where id = ?")
                .param(UUID.fromString(waits))
                .update());

        assertThat(HOUSE.server.bean(RunRetention.class).delete(Duration.ofDays(90)))
                .isEqualTo(1);

        assertThat(member.get("/api/agent-runs/" + old).status()).isEqualTo(404);
        assertThat(member.get("/api/agent-runs/" + young).status()).isEqualTo(200);
        assertThat(member.get("/api/agent-runs/" + waits).status()).isEqualTo(200);
        member.post("/api/agent-runs/" + waits + "/cancellation", "");
    }

    @Test
    void aDraftIsCopiedAndDeletedAndWhatWasReleasedIsNot() {
        String agent = Agency.created(BESIDE);
        Reply copy = BUILDER.post("/api/agents/" + agent + "/copies", "{\"name\": \"Another\"}");
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.at("/name").asString()).isEqualTo("Another");
        assertThat(copy.at("/draft/nodes"))
                .isEqualTo(BUILDER.get("/api/agents/" + agent).at("/draft/nodes"));

        BUILDER.post("/api/agents/" + agent + "/releases", "");
        assertThat(BUILDER.send("DELETE", "/api/agents/" + agent, "").status()).isEqualTo(409);
        String id = copy.at("/id").asString();
        assertThat(BUILDER.send("DELETE", "/api/agents/" + id, "").status()).isEqualTo(204);
        assertThat(BUILDER.get("/api/agents/" + id).status()).isEqualTo(404);
    }
}
