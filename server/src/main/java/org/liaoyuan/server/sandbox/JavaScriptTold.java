package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.runtime.Memory;
import org.jspecify.annotations.Nullable;

/** What an instance of QuickJS hands out by its one way to us: lines of its log, and in the end a result or what went wrong. */
final class JavaScriptTold {

    private static final int LONGEST_NAME = 16;

    private final Output output;

    @Nullable
    String result;

    @Nullable
    String error;

    JavaScriptTold(Output output) {
        this.output = output;
    }

    /**
     * A call of {@code write(text)} or {@code give(kind, text)}.
     *
     * @param call the name's address and length, {@code this}, the number of arguments, where they are
     * @param undefined what is given back
     */
    long[] called(Guest guest, long[] call, int undefined) {
        Memory memory = guest.memory();
        String name = Guest.text(memory, (int) call[0], (int) call[1], LONGEST_NAME);
        int arguments = (int) call[3];
        int at = (int) call[4];
        if (name.equals("write") && arguments >= 1) {
            take(guest, at, this::say);
        } else if (name.equals("give") && arguments >= 2) {
            String[] kind = {""};
            take(guest, at, (where, place, length) -> kind[0] = Guest.text(where, place, length, LONGEST_NAME));
            take(guest, at + Integer.BYTES, kind[0].equals("result") ? this::succeed : this::fail);
        }
        return new long[] {guest.call("qjs_dup_value", undefined)};
    }

    private void say(Memory memory, int at, int length) {
        byte[] kept = memory.readBytes(at, Math.clamp(length, 0, Output.MOST + 1));
        output.write(kept, 0, kept.length);
    }

    private void succeed(Memory memory, int at, int length) {
        result = Guest.text(memory, at, length, Interpreter.MOST_RESULT);
    }

    private void fail(Memory memory, int at, int length) {
        error = Guest.beginning(memory, at, length);
    }

    private interface Text {
        void at(Memory memory, int place, int length);
    }

    /** @throws OutOfMemoryError if the guest has none left to write the text down */
    private static void take(Guest guest, int argument, Text text) {
        int size = guest.call("wasm_malloc", Integer.BYTES);
        int at = size == 0 ? 0 : guest.call("qjs_get_string_len", guest.memory().readInt(argument), size);
        if (at == 0) {
            throw new OutOfMemoryError("guest");
        }
        text.at(guest.memory(), at, guest.memory().readInt(size));
        guest.call("qjs_free_cstring", at);
        guest.call("wasm_free", size);
    }
}
