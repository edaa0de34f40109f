package org.liaoyuan.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.node.ObjectNode;

class CodeToolTest {

    private final CodeTool tool = new CodeTool(new Sandboxes(new SandboxSettings(1, 1, 16, "", 64)));

    private static ToolValues values(String language, String code, String megabytes) {
        return new ToolValues(
                Map.of("language", language, "code", code, "seconds", "60", "megabytes", megabytes),
                Map.of("inputs", Map.of("a", "1")));
    }

    private ObjectNode output(String language, String code) throws InterruptedException {
        return tool.use(new ToolCall(values(language, code, "16"), new UUID(0, 1), "key", Duration.ofSeconds(60)))
                .output();
    }

    @Test
    void itGivesAResultATextAndALog() throws InterruptedException {
        assertThat(output("javascript", "console.log(1); return [inputs.a, 2]").toString())
                .isEqualTo("{\"result\":[\"1\",2],\"text\":\"[\\\"1\\\",2]\",\"log\":\"1\\n\"}");
        assertThat(output("javascript", "return 'as it is ' + inputs.a").toString())
                .isEqualTo("{\"result\":\"as it is 1\",\"text\":\"as it is 1\",\"log\":\"\"}");
    }

    @Test
    void whatNobodyCanReadIsNoResult() {
        assertThatThrownBy(() -> output("javascript", "let a = []; for (let i = 0; i < 700; i++) a = [a]; return a"))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(ToolFailure.Reason.VALUE));
    }

    @Test
    void moreMemoryThanTheOperatorAllowsIsAProblemOfTheDraft() {
        assertThat(tool.check(values("javascript", "", "16"))).isEmpty();
        assertThat(tool.check(values("javascript", "", "17")))
                .containsExactly(new Tool.Problem(
                        "megabytes", "expected at most 16, which is what the operator of this server allows programs"));
        assertThat(tool.effect(values("javascript", "", "16"))).isEqualTo(Tool.Effect.READS);
    }

    @Test
    void pythonIsRunWhereItsOperatorNamesOne() {
        assertThat(tool.check(values("python", "", "16")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("language"));
        assertThatThrownBy(() -> output("python", "result = 1"))
                .isInstanceOfSatisfying(
                        ToolFailure.class, e -> assertThat(e.reason()).isEqualTo(ToolFailure.Reason.REFUSED));
        assertThat(new CodeTool(new Sandboxes(new SandboxSettings(1, 1, 16, "/usr/bin/python3", 64)))
                        .check(values("python", "", "64")))
                .isEmpty();
    }
}
