package org.liaoyuan.server.tool.mcp;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program that speaks MCP on its standard input and output, a message to a line. It lives as long as the session, with its children,
 * and is told nothing of this server's surroundings, in which secrets may stand. What it says on standard error goes nowhere.
 */
final class ServerProcess implements Link {

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final Messages messages = new Messages();

    ServerProcess(McpServer.Program program) {
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        String path = Optional.ofNullable(environment.get("PATH")).orElse("");
        environment.clear();
        environment.put("PATH", path);
        environment.putAll(program.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ToolFailure(
                    Reason.REFUSED,
                    "the program of MCP server '" + program.name()
                            + "' can't be started; the operator looks at liaoyuan.mcp.programs");
        }
        in = new BufferedInputStream(process.getInputStream());
        out = process.getOutputStream();
    }

    @Override
    public ObjectNode ask(ObjectNode request) throws IOException {
        tell(request);
        for (Optional<byte[]> line = messages.line(in); line.isPresent(); line = messages.line(in)) {
            Optional<ObjectNode> message = message(line.get());
            if (message.isPresent() && Messages.isAnswer(message.get(), request)) {
                return message.get();
            }
            Optional<ObjectNode> reply = message.flatMap(Messages::reply);
            if (reply.isPresent()) {
                tell(reply.get());
            }
        }
        throw new IOException("ended before it answered");
    }

    /** Programs print words for people among their messages, although they should not. */
    private static Optional<ObjectNode> message(byte[] line) {
        try {
            return Optional.of(Messages.read(line));
        } catch (IOException noMessage) {
            return Optional.empty();
        }
    }

    @Override
    public void tell(ObjectNode message) throws IOException {
        out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
