package org.liaoyuan.server.tool.mcp;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/** An MCP server that is a program; with {@code hang} it says nothing at all. */
final class ProgramOfTest {

    private ProgramOfTest() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0) {
            OfferedTools.on(McpServer.sync(
                            new StdioServerTransportProvider(new JacksonMcpJsonMapper(new JsonMapper()))))
                    .build();
        }
        new CountDownLatch(1).await();
    }
}
