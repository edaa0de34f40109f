package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processor's own meters: Intel's and AMD's running average power limit, as Linux shows them in {@code
 * /sys/class/powercap} (kernel document power/powercap). One zone a package, memory below it where it has a meter; the zone
 * {@code psys} holds the others already. Readable by root only since Linux 5.10 (CVE-2020-8694), unless the owner allows it.
 */
final class RaplEnergy implements EnergySource {

    static final Path POWERCAP = Path.of("/sys/class/powercap");

    private final List<Zone> zones;
    private double microjoules;

    private RaplEnergy(List<Zone> zones) {
        this.zones = zones;
    }

    /** Empty where there is no meter that this process may read. */
    static Optional<RaplEnergy> in(Path powercap) {
        List<Zone> zones = new ArrayList<>();
        try (Stream<Path> folders = Files.list(powercap)) {
            for (Path folder : folders.sorted().toList()) {
                String name = text(folder.resolve("name")).orElse("");
                OptionalLong now = number(folder.resolve("energy_uj"));
                if ((name.startsWith("package") || name.equals("dram")) && now.isPresent()) {
                    zones.add(new Zone(folder, now.getAsLong()));
                }
            }
        } catch (IOException noSuchFolder) {
            return Optional.empty();
        }
        return zones.isEmpty() ? Optional.empty() : Optional.of(new RaplEnergy(zones));
    }

    @Override
    public synchronized OptionalDouble joules() {
        for (Zone zone : zones) {
            OptionalLong more = zone.sinceLast();
            if (more.isEmpty()) {
                return OptionalDouble.empty();
            }
            microjoules += more.getAsLong();
        }
        return OptionalDouble.of(microjoules / 1e6);
    }

    @Override
    public boolean isMeasured() {
        return true;
    }

    /** One counter, in microjoules. */
    private static final class Zone {

        private final Path folder;
        private long last;

        Zone(Path folder, long now) {
            this.folder = folder;
            this.last = now;
        }

        OptionalLong sinceLast() {
            OptionalLong now = number(folder.resolve("energy_uj"));
            if (now.isEmpty()) {
                return now;
            }
            long more = now.getAsLong() - last;
            last = now.getAsLong();
            // the counter begins again at 0 after its largest value
            return OptionalLong.of(
                    more >= 0
                            ? more
                            : Math.max(
                                    0,
                                    more
                                            + number(folder.resolve("max_energy_range_uj"))
                                                    .orElse(0)));
        }
    }

    private static OptionalLong number(Path file) {
        try {
            return text(file).stream().mapToLong(Long::parseLong).findFirst();
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }
}
