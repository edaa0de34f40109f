package org.liaoyuan.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.sandbox.ProgramFailure.Reason;

class JavaScriptTest {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 1;
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static final Interpreter JAVASCRIPT = new JavaScript();

    private final Lane lane = new Lane(AT_ONCE, WAITING);
    private final WasmSandbox sandbox = new WasmSandbox(lane);

    @AfterEach
    void noProgramIsLeftOver() {
        assertThat(lane.free()).isEqualTo(AT_ONCE);
    }

    private Outcome run(String code, Map<String, String> inputs, Duration time) throws InterruptedException {
        return sandbox.run(JAVASCRIPT, new Program(code, inputs, time, 16));
    }

    private String result(String code) throws InterruptedException {
        return run(code, Map.of(), AMPLE).result();
    }

    private ProgramFailure failure(String code, Duration time) {
        return catchThrowableOfType(ProgramFailure.class, () -> run(code, Map.of(), time));
    }

    @Test
    void whatItReturnsIsItsResultAndWhatItLogsItsOutput() throws InterruptedException {
        Outcome outcome = run(
                "console.log('adds', {a: 1}); const b = await Promise.resolve(2); return {sum: Number(inputs.a) + b}",
                Map.of("a", "40"),
                AMPLE);

        assertThat(outcome).isEqualTo(new Outcome("{\"sum\":42}", "adds {\"a\":1}\n"));
        assertThat(result("")).isEqualTo("null");
    }

    @Test
    void inputsAreDataWhateverStandsInThem() throws InterruptedException {
        String nasty = "`${1}` \"); } throw 1 // \u2028 \\ 中文 {{x}} \0";

        assertThat(run(
                                "return inputs['a\"b'] === undefined ? 0 : [...inputs['a\"b']].length",
                                Map.of("a\"b", nasty),
                                AMPLE)
                        .result())
                .isEqualTo(Long.toString(nasty.codePoints().count()));
    }

    @Test
    void whatIsWrongWithItIsToldWithItsLine() {
        assertThat(failure("const a = 1;\nnull.x", AMPLE))
                .hasMessageContaining("cannot read property 'x' of null")
                .hasMessageContaining(":2:")
                .matches(e -> e.reason == Reason.CODE);
        assertThat(failure("let = ;", AMPLE)).hasMessageContaining("SyntaxError");
        assertThat(failure("throw 'plain'", AMPLE)).hasMessageContaining("plain");
        assertThat(failure("return () => 1", AMPLE)).hasMessageContaining("a function can't be the result");
        assertThat(failure("const a = {}; a.a = a; return a", AMPLE)).hasMessageContaining("circular");
        assertThat(failure("await new Promise(() => {})", AMPLE)).hasMessageContaining("never comes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;);",
                "return /^(a+)+$/.test('a'.repeat(40) + 'b')",
                "return {get x() { while (1); }}",
                "return {toJSON() { for (;;); }}",
                "return [3, 2, 1].sort(() => { while (1); })",
                "const spin = () => Promise.resolve().then(spin); await spin()",
                "try { for (;;); } catch { } finally { for (;;); }",
                "throw {toString() { for (;;); }}",
                "return 'x'.repeat(1 << 20).replace(/x/g, () => { for (;;); })",
                "return 2n ** (2n ** 40n)",
                "for (;;) console.log('x'.repeat(1000))",
                "Object.prototype.then = function () { for (;;); }; return {}"
            })
    void noneRunsLongerThanItMay(String code) {
        ProgramFailure failure = failure(code, Duration.ofMillis(700));

        // a number or a text that can't be made may be found out first
        assertThat(failure.reason)
                .isIn(
                        Reason.TIME,
                        code.contains("2n") ? Reason.CODE : code.contains("1 << 20") ? Reason.MEMORY : Reason.TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const a = []; for (;;) a.push(new Uint8Array(1 << 20))",
                "const a = []; for (;;) a.push('x'.repeat(500000) + a.length)",
                "return new ArrayBuffer(1 << 30)",
                "const a = []; try { for (;;) a.push(new Uint8Array(1 << 20)) } catch { return 1 }",
                "return 'x'.repeat(1 << 26)",
                "let o = {}; for (;;) o = {o, a: new Array(10000).fill(0)}"
            })
    void noneTakesMoreMemoryThanItMay(String code) {
        assertThat(failure(code, AMPLE)).matches(e -> e.reason == Reason.MEMORY, "of memory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const f = () => f() + 1; return f()",
                "return JSON.parse('['.repeat(100000))",
                "return eval('('.repeat(100000))",
                "let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a",
                "const p = new Proxy({}, {get: (t, k, r) => r[k]}); return p.x",
                "class A { get x() { return this.x } } return new A().x",
                "const f = (n) => [1].map(() => f(n + 1)); return f(0)",
                "return new RegExp('(?:'.repeat(60000) + ')'.repeat(60000)).test('x')"
            })
    void deepCallsEndTheProgramAndNothingElse(String code) throws InterruptedException {
        assertThat(failure(code, AMPLE)).matches(e -> e.reason == Reason.CODE || e.reason == Reason.MEMORY, "its own");
        assertThat(result("return 1")).isEqualTo("1");
    }

    @Test
    void whatItSaysIsCutAndWhatItGivesIsRefusedWhereItIsLarge() throws InterruptedException {
        Outcome chatty = run("for (let i = 0; i < 200; i++) console.log('x'.repeat(1000))", Map.of(), AMPLE);

        assertThat(chatty.log().length()).isBetween(Output.MOST, Output.MOST + 100);
        assertThat(chatty.log()).endsWith("thrown away)");
        assertThat(failure("return 'x'.repeat(1100000)", AMPLE)).matches(e -> e.reason == Reason.OUTPUT, "of output");
        assertThat(failure("throw new Error('x'.repeat(1100000))", AMPLE).getMessage())
                .hasSizeLessThan(2 * Hosts.MOST_MESSAGE);
    }

    @Test
    void itFindsNothingButTheLanguage() throws InterruptedException {
        assertThat(result("return ['fetch', 'XMLHttpRequest', 'WebSocket', 'require', 'process', 'module',"
                        + " 'Deno', 'Bun', 'std', 'os', 'Java', 'java', 'Packages', 'WebAssembly',"
                        + " 'Worker', 'importScripts', 'setTimeout', 'load', 'read', 'print', 'write',"
                        + " 'give', 'scriptArgs'].filter(name => typeof globalThis[name] !=="
                        + " 'undefined')"))
                .isEqualTo("[]");
        assertThat(failure("return await import('os')", AMPLE)).hasMessageContaining("could not load module");
        assertThat(failure("return await import('file:///etc/passwd')", AMPLE))
                .hasMessageContaining("could not load module");
        assertThat(result("return [new Date(0).getTimezoneOffset(), Date.now() % 1, performance.now() % 1 === 0"
                        + " || performance.now() > 0]"))
                .startsWith("[0,0,");
    }

    @Test
    void noProgramSeesWhatAnotherLeft() throws InterruptedException {
        result("globalThis.left = 'here'; Object.prototype.left = 1; Array.prototype.map = () => 'mine'; return 1");

        assertThat(result("return [typeof left, [1].map(x => x + 1), ({}).left === undefined]"))
                .isEqualTo("[\"undefined\",[2],true]");
    }

    @Test
    void whoLeavesTheFunctionIsStillInside() throws InterruptedException {
        assertThat(result("}); console.log('outside'); (async function () { return 5"))
                .isEqualTo("5");
        assertThat(failure("}); (function () { return 5", AMPLE)).matches(e -> e.reason == Reason.CODE, "its own");
    }

    @Test
    void tooManyAreToldThatItIsBusy() throws Exception {
        FutureTask<ProgramFailure> first = started("for (;;);", Duration.ofSeconds(20));
        FutureTask<ProgramFailure> second = started("for (;;);", Duration.ofSeconds(20));
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> lane.free() == 0);

        // one may wait, and has not the time to
        assertThat(failure("return 1", Duration.ofMillis(100)).reason).isEqualTo(Reason.BUSY);
        FutureTask<ProgramFailure> third = started("return 1", Duration.ofSeconds(20));
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> lane.waiting() == 1);
        assertThat(failure("return 1", AMPLE).reason).isEqualTo(Reason.BUSY);

        first.cancel(true);
        second.cancel(true);
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> lane.free() == AT_ONCE);
        assertThat(third.get(20, TimeUnit.SECONDS)).isNull();
    }

    private FutureTask<ProgramFailure> started(String code, Duration time) {
        FutureTask<ProgramFailure> task = new FutureTask<>(() -> failure(code, time));
        Thread.ofVirtual().start(task);
        return task;
    }

    @Test
    void aProgramThatNobodyWantsAnyMoreHasEndedWhenThatIsTold() throws Exception {
        CompletableFuture<Integer> freeThen = new CompletableFuture<>();
        result("return 1");
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                run("for (;;) /^(a+)+$/.test('a'.repeat(40) + 'b')", Map.of(), AMPLE);
            } catch (InterruptedException e) {
                freeThen.complete(lane.free());
            }
        });
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> lane.free() == AT_ONCE - 1);

        caller.interrupt();

        assertThat(freeThen.get(5, TimeUnit.SECONDS)).isEqualTo(AT_ONCE);
    }
}
