package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.wasm.QuickJs;
import tools.jackson.databind.json.JsonMapper;

/** One program's instance of QuickJS, used once, by one thread. */
final class JavaScriptRun {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of the interpreter's own stack, in bytes: some thousand calls, each of which takes much more of the thread's. */
    private static final int STACK = 192 * 1024;

    private final Program program;
    private final JavaScriptTold told;
    private @Nullable Guest guest;
    private int undefined;

    JavaScriptRun(Program program, Output output) {
        this.program = program;
        this.told = new JavaScriptTold(output);
    }

    private Guest guest() {
        return Objects.requireNonNull(guest);
    }

    String result(WasiPreview1 wasi, byte[] prelude) {
        ImportValues imports = ImportValues.builder()
                .addFunction(Hosts.functions(wasi))
                .addFunction(
                        host("host_call", 5, (instance, call) -> told.called(guest(), call, undefined)),
                        host("host_interrupt", 0, (instance, arguments) -> new long[] {0}),
                        host("host_get_timezone_offset", 2, (instance, arguments) -> new long[] {0}),
                        host("host_module_normalize", 2, (instance, arguments) -> new long[] {0}),
                        host("host_module_load", 2, (instance, arguments) -> new long[] {0}),
                        new HostFunction(
                                "env",
                                "host_promise_rejection",
                                FunctionType.of(Collections.nCopies(3, ValType.I32), List.of()),
                                (instance, arguments) -> null))
                .build();
        guest = new Guest(Instance.builder(QuickJs.load())
                .withMachineFactory(QuickJs::create)
                .withMemoryLimits(Guest.limits(QuickJs.load(), program.megabytes()))
                .withImportValues(imports)
                .build());
        begin();
        work(prelude);
        return outcome();
    }

    private static HostFunction host(String name, int arguments, WasmFunctionHandle handle) {
        return new HostFunction(
                "env",
                name,
                FunctionType.of(Collections.nCopies(arguments, ValType.I32), List.of(ValType.I32)),
                handle);
    }

    private void begin() {
        guest().call("_initialize");
        guest().call("qjs_init");
        guest().call("qjs_set_max_stack_size", STACK);
        undefined = guest().call("qjs_get_undefined");
        int global = guest().call("qjs_get_global");
        for (String name : List.of("write", "give")) {
            int at = text(name);
            int function = guest().call("qjs_new_host_function", at, name.length(), 0);
            guest().call("qjs_set_prop_string", global, at, function);
        }
    }

    private int text(String text) {
        return guest().put(Guest.bytes(text), "wasm_malloc");
    }

    private int value(String text) {
        byte[] bytes = Guest.bytes(text);
        int at = guest().put(bytes, "wasm_malloc");
        return guest().call("qjs_new_string", at, bytes.length);
    }

    private void work(byte[] code) {
        int prelude = guest().put(code, "wasm_malloc");
        int main = checked(guest().call("qjs_eval", prelude, code.length, text("prelude"), 0));
        int arguments = guest().call("wasm_malloc", 2 * Integer.BYTES);
        guest().memory().writeI32(arguments, checked(value(program.code())));
        guest().memory().writeI32(arguments + Integer.BYTES, checked(value(JSON.writeValueAsString(program.inputs()))));
        checked(guest().call("qjs_call", main, undefined, 2, arguments));
        while (guest().call("qjs_is_job_pending") != 0) {
            if (guest().call("qjs_execute_pending_job") < 0) {
                throw failed();
            }
        }
    }

    private String outcome() {
        if (told.error != null) {
            throw failure(told.error);
        }
        return Optional.ofNullable(told.result)
                .orElseThrow(() -> new ProgramFailure(
                        ProgramFailure.Reason.CODE,
                        "the program waits for something that never comes: nothing it awaits is left to be done"));
    }

    private int checked(int value) {
        if (value == 0 || guest().call("qjs_is_exception", value) != 0) {
            throw failed();
        }
        return value;
    }

    private ProgramFailure failed() {
        int thrown = guest().call("qjs_get_exception");
        return failure(thrown == 0 ? "out of memory" : said(thrown));
    }

    private ProgramFailure failure(String what) {
        return what.contains("out of memory")
                ? ProgramFailure.memory(program.megabytes())
                : new ProgramFailure(ProgramFailure.Reason.CODE, "the program failed: " + Hosts.brief(what));
    }

    private String said(int value) {
        int size = guest().call("wasm_malloc", Integer.BYTES);
        int at = size == 0 ? 0 : guest().call("qjs_get_string_len", value, size);
        return at == 0
                ? "out of memory"
                : Guest.beginning(guest().memory(), at, guest().memory().readInt(size));
    }
}
