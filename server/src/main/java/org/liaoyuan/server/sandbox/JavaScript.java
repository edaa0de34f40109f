package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.wasi.WasiPreview1;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** QuickJS. A program is the body of an async function of {@code inputs}; what it returns is its result, what it logs its output. */
final class JavaScript implements Interpreter {

    private static final byte[] PRELUDE = Guest.bytes(Guest.resource("javascript.js"));

    @Override
    public Program first() {
        return new Program(
                "console.log(inputs); try { await eval('null.x') } catch (error) { console.log(error) } return inputs",
                Map.of("name", "text"),
                Duration.ofMinutes(1),
                CodeTool.LEAST_MEGABYTES);
    }

    @Override
    public String run(Program program, Output output) {
        try (WasiPreview1 wasi = Hosts.wasi(OutputStream.nullOutputStream(), List.of())) {
            return new JavaScriptRun(program, output).result(wasi, PRELUDE);
        }
    }
}
