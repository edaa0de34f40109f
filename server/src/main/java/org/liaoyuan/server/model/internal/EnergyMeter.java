package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.Cost;

/**
 * Energy of an answer. Where the processor's own meter (RAPL) can be read, the package's energy while the answer was made,
 * times the answer's share of that time; elsewhere the answer's compute time times a configured power.
 */
final class EnergyMeter {

    private static final Path RAPL = Path.of("/sys/class/powercap/intel-rapl:0");

    private final double watts;

    /** @param watts power of all compute threads together */
    EnergyMeter(double watts) {
        this.watts = watts;
    }

    /** The meter now, in microjoules; empty where there is none. */
    OptionalLong read() {
        return number("energy_uj");
    }

    Cost cost(Usage usage, OptionalLong before) {
        OptionalLong after = before.isPresent() ? read() : OptionalLong.empty();
        double seconds = usage.total().toNanos() / 1e9;
        if (after.isEmpty() || seconds <= 0) {
            return new Cost(usage, usage.computeSeconds() * watts, false);
        }
        long used = after.getAsLong() - before.getAsLong();
        if (used < 0) {
            // the counter wraps
            used += number("max_energy_range_uj").orElse(-used);
        }
        double share = Math.min(1, usage.computeSeconds() / seconds);
        return new Cost(usage, used / 1e6 * share, true);
    }

    private static OptionalLong number(String file) {
        try {
            return OptionalLong.of(
                    Long.parseLong(Files.readString(RAPL.resolve(file)).strip()));
        } catch (IOException | NumberFormatException notHere) {
            return OptionalLong.empty();
        }
    }
}
