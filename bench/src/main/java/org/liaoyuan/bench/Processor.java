package org.liaoyuan.bench;

import java.lang.management.ManagementFactory;

/** What this process has used of the processors: what other work on the machine takes does not count, as it does by the clock. */
final class Processor {

    private Processor() {}

    /** Seconds since the start, of all threads; NaN where the system does not say. */
    static double seconds() {
        long nanos =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                        ? bean.getProcessCpuTime()
                        : -1;
        return nanos < 0 ? Double.NaN : nanos / 1e9;
    }
}
