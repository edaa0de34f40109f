package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DrawingTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String DEFINITION = """
            {"name": "Hidden name", "input": {"type": "object"}, "nodes": [
              {"id": "start", "kind": "input", "next": "think"},
              {"id": "think", "kind": "model", "system": "hidden", "prompt": "hidden {{start}}", "next": "which"},
              {"id": "which", "kind": "branch", "cases": [{"value": "hidden", "is": "contains", "than": "hidden", "next": "call"}], "otherwise": "both"},
              {"id": "call", "kind": "http", "url": "https://hidden.example", "headers": {"a": "{{secret.hidden}}"}, "next": "both", "failed": "both"},
              {"id": "both", "kind": "parallel", "branches": [{"name": "left", "next": "ask"}, {"name": "right", "next": "again"}], "join": "met"},
              {"id": "ask", "kind": "approval", "question": "hidden", "approved": "met", "refused": "met", "within": 9, "late": "met"},
              {"id": "again", "kind": "loop", "most": 3, "until": {"value": "hidden"}, "nodes": [{"id": "round", "kind": "result", "text": "hidden"}], "next": "met"},
              {"id": "met", "kind": "join", "next": "proof"},
              {"id": "proof", "kind": "check", "text": "hidden", "rules": [{"is": "contains", "than": "hidden"}], "judge": {"question": "hidden"}, "passed": "said", "refused": "said", "failed": "said"},
              {"id": "said", "kind": "answer", "text": "hidden"}]}""";

    @Test
    void aDrawingHasNodesAndWaysAndNothingOfWhatTheySay() {
        JsonNode nodes = JSON.valueToTree(Drawing.of(JSON.readTree(DEFINITION)).nodes());

        assertThat(nodes).isEqualTo(JSON.readTree("""
                [{"id": "start", "kind": "input", "next": "think"},
                 {"id": "think", "kind": "model", "next": "which"},
                 {"id": "which", "kind": "branch", "otherwise": "both", "cases": [{"is": "contains", "next": "call"}]},
                 {"id": "call", "kind": "http", "next": "both", "failed": "both"},
                 {"id": "both", "kind": "parallel", "join": "met", "branches": [{"name": "left", "next": "ask"}, {"name": "right", "next": "again"}]},
                 {"id": "ask", "kind": "approval", "approved": "met", "refused": "met", "late": "met"},
                 {"id": "again", "kind": "loop", "next": "met", "nodes": [{"id": "round", "kind": "result"}]},
                 {"id": "met", "kind": "join", "next": "proof"},
                 {"id": "proof", "kind": "check", "passed": "said", "refused": "said", "failed": "said"},
                 {"id": "said", "kind": "answer"}]"""));
        assertThat(nodes.toString()).doesNotContainIgnoringCase("hidden");
    }
}
