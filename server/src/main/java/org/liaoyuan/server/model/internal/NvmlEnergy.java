package org.liaoyuan.server.model.internal;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The meters of NVIDIA's GPUs since Volta, by libnvidia-ml ({@code nvmlDeviceGetTotalEnergyConsumption}, millijoules since the
 * driver was loaded). Not tested on a machine with a GPU yet: on others the library is not found, which is.
 */
final class NvmlEnergy implements EnergySource {

    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final List<MemorySegment> devices;
    private final MethodHandle energy;

    private NvmlEnergy(List<MemorySegment> devices, MethodHandle energy) {
        this.devices = devices;
        this.energy = energy;
    }

    /** Empty where there is no such GPU or no driver. */
    static Optional<NvmlEnergy> find() {
        try (Arena arena = Arena.ofConfined()) {
            // the library stays: its handles are valid until the process ends
            SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            if (!succeeded(handle(library, "nvmlInit_v2").invoke())) {
                return Optional.empty();
            }
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            if (!succeeded(handle(library, "nvmlDeviceGetCount_v2", POINTER).invoke(count))) {
                return Optional.empty();
            }
            MethodHandle byIndex = handle(library, "nvmlDeviceGetHandleByIndex_v2", ValueLayout.JAVA_INT, POINTER);
            List<MemorySegment> devices = new ArrayList<>();
            for (int i = 0; i < count.get(ValueLayout.JAVA_INT, 0); i++) {
                MemorySegment device = arena.allocate(POINTER);
                if (succeeded(byIndex.invoke(i, device))) {
                    devices.add(device.get(POINTER, 0));
                }
            }
            NvmlEnergy found =
                    new NvmlEnergy(devices, handle(library, "nvmlDeviceGetTotalEnergyConsumption", POINTER, POINTER));
            return devices.isEmpty() || found.joules().isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (Throwable noLibraryOrAnotherVersion) {
            return Optional.empty();
        }
    }

    private static MethodHandle handle(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    private static boolean succeeded(Object status) {
        return status.equals(0);
    }

    @Override
    public OptionalDouble joules() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment millijoules = arena.allocate(ValueLayout.JAVA_LONG);
            double sum = 0;
            for (MemorySegment device : devices) {
                if (!succeeded(energy.invoke(device, millijoules))) {
                    return OptionalDouble.empty();
                }
                sum += millijoules.get(ValueLayout.JAVA_LONG, 0) / 1e3;
            }
            return OptionalDouble.of(sum);
        } catch (Throwable notReadable) {
            return OptionalDouble.empty();
        }
    }

    @Override
    public boolean isMeasured() {
        return true;
    }
}
