package org.liaoyuan.server.tool.mcp;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A server that offers tools. */
sealed interface McpServer {

    /** By which nodes refer to it. */
    String name();

    /**
     * One that is reached by streamable HTTP.
     *
     * @param headers that are sent with each request; among them secrets
     */
    record Remote(String name, URI address, Map<String, String> headers) implements McpServer {

        public Remote {
            headers = Map.copyOf(headers);
        }

        /** Without the headers. */
        @Override
        public String toString() {
            return "Remote[" + name + "]";
        }
    }

    /**
     * A program of this machine that speaks on its standard input and output.
     *
     * @param command its file and arguments
     * @param environment all that it is told beside {@code PATH}
     */
    record Program(String name, List<String> command, Map<String, String> environment) implements McpServer {

        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        /** Without the environment. */
        @Override
        public String toString() {
            return "Program[" + name + "]";
        }
    }
}
