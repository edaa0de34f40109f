package org.liaoyuan.server.tool.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.tool.Starter;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;

/** One statement to a database of the organisation. What other nodes gave goes in as parameters, never into the text. */
@Component
class SqlTool implements Tool {

    private static final String CONNECTION = "connection";
    private static final String STATEMENT = "statement";
    private static final String PARAMETERS = "parameters";
    private static final String ROWS = "rows";
    private static final String WRITES = "writes";

    private final ConnectionStore connections;
    private final Asking asking;
    private final Starter starter;

    SqlTool(ConnectionStore connections, Asking asking, Starter starter) {
        this.connections = connections;
        this.asking = asking;
        this.starter = starter;
    }

    @Override
    public String kind() {
        return "sql";
    }

    @Override
    public String summary() {
        return "asks a database of the organisation by one SQL statement";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.text(CONNECTION, ConnectionStore.LONGEST_NAME),
                ToolField.text(STATEMENT, 20_000),
                ToolField.pairs(PARAMETERS, 50),
                ToolField.number(ROWS, 1, 1_000, 100),
                ToolField.flag(WRITES));
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>();
        try {
            SqlText text = SqlText.of(values.text(STATEMENT));
            text.requireVerb(values.flag(WRITES));
            Set<String> wanted = new LinkedHashSet<>(text.names());
            Set<String> given = values.pairs(PARAMETERS).keySet();
            wanted.stream()
                    .filter(name -> !given.contains(name))
                    .forEach(name -> problems.add(new Problem(
                            PARAMETERS, "'" + name + "' is missing, which the statement names as :" + name)));
            given.stream()
                    .filter(name -> !wanted.contains(name))
                    .forEach(name -> problems.add(
                            new Problem(PARAMETERS, "'" + name + "' stands nowhere in the statement as :" + name)));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(STATEMENT, String.valueOf(e.getMessage())));
        }
        return problems;
    }

    @Override
    public Effect effect(ToolValues values) {
        return values.flag(WRITES) ? Effect.ONCE : Effect.READS;
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        ToolValues values = call.values();
        boolean writes = values.flag(WRITES);
        SqlText text = statement(values, writes);
        Map<String, String> given = values.pairs(PARAMETERS);
        List<String> parameters = text.names().stream()
                .map(name -> parameter(name, given.getOrDefault(name, "")))
                .toList();
        SqlConnection connection = connections.open(starter.who(), values.text(CONNECTION));
        if (writes && !connection.writes()) {
            throw new ToolFailure(
                    Reason.NOT_OPEN,
                    "connection '" + connection.name() + "' is for reading only; an administrator may change that");
        }
        return new ToolResult(
                asking.ask(connection, new Question(text, parameters, writes, values.number(ROWS), call.limit()))
                        .output());
    }

    private static SqlText statement(ToolValues values, boolean writes) {
        try {
            SqlText text = SqlText.of(values.text(STATEMENT));
            text.requireVerb(writes);
            return text;
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(Reason.VALUE, String.valueOf(e.getMessage()));
        }
    }

    private static String parameter(String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new ToolFailure(Reason.VALUE, "parameter '" + name + "' has a zero character");
        }
        return value;
    }
}
