package org.liaoyuan.server.agent.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;

/** Agents as tools, asked by the protocol's own client. */
class McpDoorTest {

    private static final String AGENT = """
            {"name": "%s", "description": "Says it again", "input": {"type": "object", "required": ["word"], "properties": {"word": {"type": "string"},
              "ask": {"type": "boolean"}}}, "nodes": [{"id": "start", "kind": "input", "next": "which"},
              {"id": "which", "kind": "branch", "cases": [{"value": "{{start.ask}}", "is": "equal", "than": "true", "next": "ask"}], "otherwise": "said"},
              {"id": "ask", "kind": "approval", "question": "Say {{start.word}}?", "by": "starter", "approved": "said", "refused": "said"},
              {"id": "said", "kind": "answer", "text": "Again: {{start.word}}"}]}""";

    private static McpSyncClient client(String key, List<String> progress) {
        return McpClient.sync(HttpClientStreamableHttpTransport.builder(HOUSE.server.address())
                        .endpoint("/mcp")
                        .httpRequestCustomizer((request, method, uri, body, context) ->
                                request.header("Authorization", "Bearer " + key))
                        .build())
                .requestTimeout(Duration.ofMinutes(1))
                .progressConsumer(note -> progress.add(note.message()))
                .build();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    @Test
    void theProtocolsOwnClientFindsAgentsAndRunsThem() {
        String name = "燎原 Echo " + UUID.randomUUID();
        String agent = released(AGENT.formatted(name));
        Visitor member = member();
        String key = member.post("/api/keys", "{\"name\": \"mcp\", \"scopes\": [\"RUN_AGENTS\"]}")
                .at("/secret")
                .asString();
        List<String> progress = new CopyOnWriteArrayList<>();

        try (McpSyncClient client = client(key, progress)) {
            client.initialize();
            Tool tool = client.listTools().tools().stream()
                    .filter(one -> name.equals(one.title()))
                    .findFirst()
                    .orElseThrow();
            assertThat(tool.name()).matches("[a-z0-9_]{1,64}").endsWith(agent.substring(0, 8));
            assertThat(tool.description()).isEqualTo("Says it again");
            assertThat(tool.inputSchema().toString()).contains("word", "required");

            CallToolResult said = client.callTool(CallToolRequest.builder(tool.name())
                    .arguments(Map.of("word", "tea"))
                    .progressToken("p")
                    .build());
            assertThat(said.isError()).isFalse();
            assertThat(text(said)).isEqualTo("Again: tea");
            assertThat(said.structuredContent().toString()).contains("DONE", "Again: tea");
            assertThat(progress).contains("start (input)");

            CallToolResult waits = client.callTool(CallToolRequest.builder(tool.name())
                    .arguments(Map.of("word", "tea", "ask", true))
                    .build());
            assertThat(text(waits)).startsWith("Say tea?").contains("/agents?run=");
            CallToolResult wrong = client.callTool(CallToolRequest.builder(tool.name())
                    .arguments(Map.of("word", "x".repeat(100_001)))
                    .build());
            assertThat(wrong.isError()).isTrue();
            assertThat(text(wrong)).contains("word");
        }
    }

    @Test
    void whatIsNoRequestIsRefusedInTheProtocolsWords() {
        Visitor member = member();

        for (Map.Entry<String, Integer> wrong : Map.of(
                        "{",
                        -32700,
                        "[]",
                        -32600,
                        "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
                        -32600,
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/list\"}",
                        -32601,
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"none\"}}",
                        -32602)
                .entrySet()) {
            Reply reply = member.post("/mcp", wrong.getKey());
            assertThat(reply.at("/error/code").asInt()).as(wrong.getKey()).isEqualTo(wrong.getValue());
        }
        assertThat(member.post("/mcp", "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}")
                        .status())
                .isEqualTo(202);
        assertThat(member.get("/mcp").status()).isEqualTo(405);
        assertThat(Visitor.stranger(HOUSE.server).post("/mcp", "{}").status()).isEqualTo(401);
        String models =
                member.post("/api/keys", "{\"name\": \"models\"}").at("/secret").asString();
        assertThat(Visitor.withKey(HOUSE.server, models).post("/mcp", "{}").status())
                .isEqualTo(403);
    }
}
