package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.cli.Killing.Held;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the server at chosen places of runs: in the middle of a node, which is done and not yet written down, and between what a run
 * writes and what its engine writes.
 *
 * <p>{@code -Dliaoyuan.test.kills=.*} goes through every place that matches, which takes minutes ({@code ./liaoyuan bench kills}).
 */
class KilledGraphTest {

    private static final String AGENT = """
            {"name": "Twelve", "input": {"type": "object", "properties": {"place": {"type": "string"}}}, "variables": {"why": ""}, "nodes": [
              {"id": "start", "kind": "input", "next": "gone"},
              {"id": "gone", "kind": "file", "does": "read", "name": "none", "next": "wrong", "failed": "why"},
              {"id": "wrong", "kind": "answer", "text": "it was there"},
              {"id": "why", "kind": "variable", "set": {"why": "{{gone.error}}"}, "next": "both"},
              {"id": "both", "kind": "parallel", "join": "together", "branches": [{"name": "left", "next": "draft"}, {"name": "right", "next": "list"}]},
              {"id": "draft", "kind": "template", "text": "draft", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "{{draft}}?", "approved": "sent", "refused": "sent"},
              {"id": "sent", "kind": "template", "text": "{{draft}} {{ask.approved}}", "next": "together"},
              {"id": "list", "kind": "template", "text": "[1, 2]", "next": "each"},
              {"id": "each", "kind": "iterate", "list": "{{list}}", "most": 5, "nodes": [
                {"id": "item", "kind": "template", "text": "item {{each.item}}", "next": "given"},
                {"id": "given", "kind": "result", "text": "{{item}}"}], "next": "together"},
              {"id": "together", "kind": "join", "next": "again"},
              {"id": "again", "kind": "loop", "most": 5, "until": {"value": "{{again}}", "is": "equal", "than": "xx"}, "nodes": [
                {"id": "add", "kind": "result", "text": "{{again.last}}x"}], "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{var.why}}; {{sent}}; {{together.right}}; {{again}}"}]}""";

    private static final String OUTPUT = "VALUE; draft true; item 1\nitem 2; xx";

    /** {@code node} are the run's own rows as they are written, {@code engine} the engine's. */
    private static final String TRIGGERS = """
            create function hold_node() returns trigger language plpgsql as
            $$
            begin
                if tg_table_name = 'agent_step' then
                    raise log 'attempted % % .', new.run, new.position;
                end if;
                perform hold(place_of(new.run::text), 'node');
                return new;
            end
            $$;
            create function hold_engine() returns trigger language plpgsql as
            $$
            begin
                perform hold(place_of(left(new.workflow_uuid, 36)), 'engine');
                return new;
            end
            $$;
            create trigger held before insert on agent_step for each row execute function hold_node();
            create trigger held before insert on agent_wait for each row execute function hold_node();
            create trigger held before insert on dbos.operation_outputs for each row execute function hold_engine();
            create trigger held before insert on dbos.workflow_status for each row execute function hold_engine()""";

    @TempDir
    private Path folder;

    @Test
    void whereverARunIsKilledNoFinishedStepIsRepeatedAndItSaysTheSame() throws Exception {
        Killing killing = new Killing(TestParts.home(folder), Map.of(), List.of("node", "engine"));
        Decider decider = new Decider(killing);
        List<List<String>> batches = List.of(List.of("node 2", "node 13", "engine 2", "engine 8"));
        String agent;
        try (Program server = killing.server()) {
            agent = killing.agent(AGENT);
            assertThat(killing.free(agent, "first 0", decider)).isEqualTo(OUTPUT);
            killing.install(TRIGGERS);
            assertThat(killing.free(agent, "none 0", decider)).isEqualTo(OUTPUT);
            String which = System.getProperty("liaoyuan.test.kills", "");
            if (!which.isEmpty()) {
                batches = killing.batches("none 0", which);
            }
            server.interrupt();
        }

        List<Killed> killed = new ArrayList<>();
        for (List<String> batch : batches) {
            killed.addAll(killing.kill(agent, batch, decider));
        }

        Killed.report("a graph of 13 nodes with branches, rounds and an approval", killed, OUTPUT);
    }

    /** Says yes to whatever is asked, once. */
    private record Decider(Killing killing, Set<String> decided) implements Killing.Others {

        Decider(Killing killing) {
            this(killing, ConcurrentHashMap.newKeySet());
        }

        @Override
        public JsonNode look(Held run) {
            JsonNode now = killing.get("/api/agent-runs/" + run.id());
            now.at("/approvals")
                    .valueStream()
                    .filter(asked -> asked.at("/open").asBoolean())
                    .map(asked -> "/api/agent-runs/" + run.id() + "/approvals/"
                            + asked.at("/position").asString())
                    .filter(decided::add)
                    .forEach(path -> {
                        var unused = killing.post(path, "{\"approved\": true}");
                    });
            return now;
        }

        @Override
        public void after() {
            decided.clear();
        }
    }
}
