package org.liaoyuan.server.sandbox;

import com.dylibso.chicory.log.Logger;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What instances get of the world: a clock of milliseconds in UTC, chance, and where to write. No folder, no environment, no socket. */
final class Hosts {

    /** Of what a program says as it fails, in bytes. */
    static final int MOST_MESSAGE = 2000;

    private Hosts() {}

    /** Chicory's functions, with a clock in whole milliseconds: a finer one measures what others on this machine do. */
    static HostFunction[] functions(WasiPreview1 wasi) {
        return Arrays.stream(wasi.toHostFunctions())
                .map(each -> each.name().equals("clock_time_get") ? clock(each) : each)
                .toArray(HostFunction[]::new);
    }

    /** Which clock, its precision, where the nanoseconds are to be written. */
    private static HostFunction clock(HostFunction original) {
        return new HostFunction(original.module(), original.name(), original.functionType(), (instance, call) -> {
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            instance.memory().writeLong((int) call[2], now);
            return new long[] {0};
        });
    }

    static WasiPreview1 wasi(OutputStream output, List<String> arguments) {
        return WasiPreview1.builder()
                .withLogger(SILENT)
                .withOptions(WasiOptions.builder()
                        .withClock(Clock.tickMillis(ZoneOffset.UTC))
                        .withStdout(output, false)
                        .withStderr(output, false)
                        .withArguments(arguments)
                        .build())
                .build();
    }

    /** The beginning of what a program said, on its own lines. */
    static String brief(String said) {
        String text = said.strip();
        return text.length() <= MOST_MESSAGE ? text : text.substring(0, MOST_MESSAGE) + " …";
    }

    /** Lines about instances' calls would be theirs to write. */
    private static final Logger SILENT = new Logger() {
        @Override
        public void log(Level level, String message, Throwable thrown) {}

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }
    };
}
