package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaplEnergyTest {

    @TempDir
    private Path powercap;

    private void zone(String folder, String name, String microjoules) throws IOException {
        Path zone = Files.createDirectories(powercap.resolve(folder));
        Files.writeString(zone.resolve("name"), name + "\n");
        Files.writeString(zone.resolve("energy_uj"), microjoules + "\n");
        Files.writeString(zone.resolve("max_energy_range_uj"), "1000000000\n");
    }

    @Test
    void packagesAndMemoryAreAddedAndWhatHoldsThemIsNot() throws IOException {
        zone("intel-rapl:0", "package-0", "1000000");
        zone("intel-rapl:0:0", "core", "500000");
        zone("intel-rapl:0:1", "dram", "0");
        zone("intel-rapl:1", "psys", "9000000");
        RaplEnergy rapl = RaplEnergy.in(powercap).orElseThrow();

        zone("intel-rapl:0", "package-0", "3000000");
        zone("intel-rapl:0:1", "dram", "250000");
        zone("intel-rapl:1", "psys", "19000000");

        assertThat(rapl.joules()).hasValue(2.25);
    }

    @Test
    void aCounterThatBeginsAgainLosesNothing() throws IOException {
        zone("intel-rapl:0", "package-0", "999000000");
        RaplEnergy rapl = RaplEnergy.in(powercap).orElseThrow();

        zone("intel-rapl:0", "package-0", "1000000");

        assertThat(rapl.joules()).hasValue(2);
    }

    @Test
    void withoutAMeterThereIsNone() throws IOException {
        assertThat(RaplEnergy.in(powercap.resolve("nothing"))).isEmpty();
        zone("intel-rapl:0", "package-0", "not a number");
        assertThat(RaplEnergy.in(powercap)).isEmpty();
        assertThat(NvmlEnergy.find())
                .satisfies(
                        found -> found.ifPresent(gpu -> assertThat(gpu.joules()).isPresent()));
    }
}
