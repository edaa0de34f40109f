package org.liaoyuan.server.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes: a program of the definition, with data of the run. The program stands in the definition as it is run; what others wrote
 * reaches it as data, never as a part of the program.
 */
@Component
class CodeTool implements Tool {

    static final int LEAST_MEGABYTES = 8;
    static final int MOST_MEGABYTES = 4096;

    private static final int MOST_CODE = 50_000;
    private static final int MOST_INPUTS = 50;
    private static final int MOST_SECONDS = 120;
    private static final int USUAL_SECONDS = 10;
    private static final int USUAL_MEGABYTES = 32;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sandboxes sandboxes;

    CodeTool(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public String kind() {
        return "code";
    }

    @Override
    public String summary() {
        return "Computes by a program that reaches nothing; gives result (JSON), text and log";
    }

    /** The program is its builder's; what it was given by others stands on the way to it already. */
    @Override
    public boolean isForeign() {
        return false;
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.choice("language", Language.JAVASCRIPT.written(), Language.PYTHON.written()),
                ToolField.text("code", MOST_CODE),
                ToolField.pairs("inputs", MOST_INPUTS),
                ToolField.number("seconds", 1, MOST_SECONDS, USUAL_SECONDS),
                ToolField.number("megabytes", LEAST_MEGABYTES, MOST_MEGABYTES, USUAL_MEGABYTES));
    }

    @Override
    public List<Problem> check(ToolValues values) {
        Language language = Language.of(values.text("language"));
        int most = sandboxes.mostMegabytes(language);
        List<Problem> problems = new ArrayList<>();
        sandboxes.missing(language).ifPresent(why -> problems.add(new Problem("language", why)));
        if (values.number("megabytes") > most) {
            problems.add(new Problem(
                    "megabytes",
                    "expected at most " + most + ", which is what the operator of this server allows programs"));
        }
        return problems;
    }

    @Override
    public Effect effect(ToolValues values) {
        return Effect.READS;
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        ToolValues values = call.values();
        Language language = Language.of(values.text("language"));
        Map<String, String> inputs = values.pairs("inputs");
        // what a release allowed the operator may have taken back
        int megabytes = Math.min(values.number("megabytes"), sandboxes.mostMegabytes(language));
        try {
            Outcome outcome =
                    sandboxes.run(language, new Program(values.text("code"), inputs, call.limit(), megabytes));
            return new ToolResult(output(outcome));
        } catch (ProgramFailure e) {
            throw new ToolFailure(reason(e.reason), String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode output(Outcome outcome) {
        JsonNode result = result(outcome.result());
        ObjectNode output = JSON.createObjectNode();
        output.set("result", result);
        return output.put("text", result.isString() ? result.stringValue() : result.toString())
                .put("log", outcome.log());
    }

    /** A program may write what is no JSON, or so deep that nobody reads it. */
    private static JsonNode result(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new ToolFailure(
                    ToolFailure.Reason.VALUE,
                    "the program's result is no JSON: give back texts, numbers, lists and objects of them");
        }
    }

    private static ToolFailure.Reason reason(ProgramFailure.Reason reason) {
        return switch (reason) {
            case CODE, MEMORY, TIME -> ToolFailure.Reason.VALUE;
            case OUTPUT -> ToolFailure.Reason.TOO_LONG;
            case BUSY -> ToolFailure.Reason.NO_ANSWER;
            case NONE -> ToolFailure.Reason.REFUSED;
        };
    }
}
