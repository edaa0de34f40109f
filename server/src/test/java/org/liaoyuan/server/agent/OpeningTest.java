package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.start;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Database;

/** What a run does as it is written down. */
class OpeningTest {

    private static final String FIELDS =
            "\"input\": {\"properties\": {\"zebra\": {\"type\": \"number\"}, \"a\": {\"type\": \"string\"}}}";

    private static String agent(String nodes) {
        return "{\"name\": \"Opening\", " + FIELDS
                + ", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"one\"}, " + nodes + "]}";
    }

    private static int workflows(String run) throws SQLException {
        try (Connection owner = HOUSE.server.bean(Database.class).connect();
                PreparedStatement count = owner.prepareStatement(
                        "select count(*) from pg_tables where schemaname = 'dbos' and tablename = 'workflow_status'")) {
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                if (rows.getInt(1) == 0) {
                    return 0;
                }
            }
            try (PreparedStatement these =
                    owner.prepareStatement("select count(*) from dbos.workflow_status where workflow_uuid like ?")) {
                these.setString(1, run + "%");
                try (ResultSet rows = these.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        }
    }

    @Test
    void aRunThatOnlyComputesIsDoneAsItIsThereAndTheEngineNeverHearsOfIt() throws Exception {
        String agent = released(agent("""
                {"id": "one", "kind": "branch", "cases": [{"value": "{{start.a}}", "is": "equal", "than": "tea", "next": "two"}], "otherwise": "no"},
                {"id": "two", "kind": "template", "text": "{{start.a}} 茶", "next": "said"},
                {"id": "said", "kind": "answer", "text": "{{two}}!"}, {"id": "no", "kind": "answer", "text": "no"}"""));
        Visitor member = member();

        Reply run = start(member, agent, "{\"zebra\": 1.50, \"a\": \"tea\"}");

        assertThat(run.status()).as(run.text()).isEqualTo(201);
        assertThat(run.at("/state").asString()).isEqualTo("DONE");
        assertThat(run.at("/output/text").asString()).isEqualTo("tea 茶!");
        String id = run.at("/id").asString();
        Reply whole = member.get("/api/agent-runs/" + id);
        assertThat(nodes(whole)).containsExactly("start", "one", "two", "said");
        assertThat(step(whole, "3").at("/number").asInt()).isEqualTo(4);
        assertThat(workflows(id)).isZero();
    }

    @Test
    void whatItWasGivenIsToldAsItIsKeptBeforeAWaitAndAfterIt() {
        String agent = released(agent("""
                {"id": "one", "kind": "template", "text": "{{start}}", "next": "ask"},
                {"id": "ask", "kind": "approval", "question": "Well?", "approved": "two", "refused": "two"},
                {"id": "two", "kind": "template", "text": "{{start}}", "next": "said"},
                {"id": "said", "kind": "answer", "text": "{{one}} {{two}}"}"""));
        Visitor member = member();
        String run = started(member, agent, "{\"zebra\": 1.50, \"a\": \"tea\"}");

        when(member, run, "WAITING");
        assertThat(decide(member, run, "2", true).status()).isEqualTo(200);

        String[] told =
                when(member, run, "DONE").at("/run/output/text").asString().split(" (?=\\{)");
        assertThat(told).hasSize(2);
        assertThat(told[0]).isEqualTo(told[1]).contains("1.5", "tea");
    }

    @Test
    void aNodeThatFailsOrPassesTheLimitIsLeftToTheWalk() {
        String agent = released("""
                {"name": "Short", "budget": {"steps": 2}, "nodes": [
                  {"id": "start", "kind": "input", "next": "one"}, {"id": "one", "kind": "template", "text": "1", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "never"}]}""");
        Visitor member = member();

        Reply run = when(member, started(member, agent, "{}"), "FAILED");

        assertThat(run.at("/run/failure").asString()).isEqualTo("LIMIT");
        assertThat(run.at("/run/failedNode").asString()).isEqualTo("said");
        assertThat(nodes(run)).containsExactly("start", "one");
    }
}
