package org.liaoyuan.server.sandbox;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

class ProgramFuzzTest {

    private static final Lane LANE = new Lane(1, 0);
    private static final WasmSandbox SANDBOX = new WasmSandbox(LANE);
    private static final Interpreter JAVASCRIPT = new JavaScript();
    private static final Duration SHORT = Duration.ofMillis(500);

    @DictionaryEntries({
        "for(;;)",
        "while(1)",
        "function f(){f()}f()",
        "new Array(1e9)",
        "'x'.repeat(1e9)",
        "new Uint8Array(1e8)",
        "eval(",
        "Function(",
        "import(",
        "await ",
        "yield ",
        "class A extends ",
        "new Proxy({},{",
        "Reflect.construct(",
        "Object.prototype.",
        "JSON.stringify(",
        "console.log(",
        "/(a+)+$/.test(",
        "return ",
        "throw ",
        "})(",
        "`${",
        "\u2028"
    })
    @FuzzTest(maxDuration = "5s")
    void anyProgramEndsWithinItsLimitsAndByItself(byte[] code) throws InterruptedException {
        try {
            Outcome outcome = SANDBOX.run(
                    JAVASCRIPT, new Program(new String(code, StandardCharsets.UTF_8), Map.of("a", "b"), SHORT, 8));
            if (outcome.result().length() > Interpreter.MOST_RESULT
                    || outcome.log().length() > 2 * Output.MOST) {
                throw new AssertionError("more came out than may");
            }
        } catch (ProgramFailure e) {
            if (e.reason == ProgramFailure.Reason.NONE) {
                throw new AssertionError("it is run here", e);
            }
        }
        Awaitility.await("its turn's end").atMost(Duration.ofSeconds(10)).until(() -> LANE.free() == 1);
    }
}
