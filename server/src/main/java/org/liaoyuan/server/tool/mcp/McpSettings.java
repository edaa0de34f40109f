package org.liaoyuan.server.tool.mcp;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * MCP servers that are programs of this machine: {@code liaoyuan.mcp.programs.NAME.command}. The operator alone names them: whoever may
 * name a program may run one, as the server's user. They are for the organisation that the installation began with.
 *
 * @param programs by the name by which nodes refer to them
 */
@ConfigurationProperties("liaoyuan.mcp")
record McpSettings(@DefaultValue Map<String, Command> programs) {

    /**
     * How one is started.
     *
     * @param command its file and arguments
     * @param environment all that it is told beside {@code PATH}
     */
    record Command(
            @DefaultValue List<String> command,
            @DefaultValue Map<String, String> environment) {}

    McpSettings {
        programs = Map.copyOf(programs);
        programs.forEach((name, program) -> {
            if (program.command().isEmpty()) {
                throw new IllegalArgumentException(
                        "liaoyuan.mcp.programs." + name + ".command is empty; expected a program and its arguments");
            }
        });
    }
}
