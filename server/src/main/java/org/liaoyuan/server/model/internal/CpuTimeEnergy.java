package org.liaoyuan.server.model.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Where no meter can be read: this process's CPU time, times what a busy core takes more than an idle one. On Linux by POSIX
 * {@code clock_gettime}, since the JDK's own figure moves in steps of 10 ms, longer than a short answer.
 */
final class CpuTimeEnergy implements EnergySource {

    private static final int LINUX_CLOCK_PROCESS_CPUTIME_ID = 2;
    private static final @Nullable MethodHandle CLOCK = clock();

    private final double wattsPerCore;

    /** @param wattsPerCore power of one busy core */
    CpuTimeEnergy(double wattsPerCore) {
        this.wattsPerCore = wattsPerCore;
    }

    @Override
    public OptionalDouble joules() {
        double seconds = seconds();
        return seconds < 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds * wattsPerCore);
    }

    @Override
    public boolean isMeasured() {
        return false;
    }

    private static double seconds() {
        MethodHandle clock = CLOCK;
        if (clock != null) {
            try (Arena arena = Arena.ofConfined()) {
                // struct timespec on 64-bit systems: seconds, nanoseconds
                MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
                if ((int) clock.invokeExact(LINUX_CLOCK_PROCESS_CPUTIME_ID, time) == 0) {
                    return time.getAtIndex(ValueLayout.JAVA_LONG, 0) + time.getAtIndex(ValueLayout.JAVA_LONG, 1) / 1e9;
                }
            } catch (Throwable e) {
                throw new IllegalStateException("clock_gettime can't be called", e);
            }
        }
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static @Nullable MethodHandle clock() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("clock_gettime")
                .map(symbol -> linker.downcallHandle(
                        symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
                .orElse(null);
    }
}
