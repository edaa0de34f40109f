package org.liaoyuan.server.model.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.liaoyuan.server.model.ModelSettings;

/**
 * Energy of each answer. What the sources count between two readings, less what the machine takes when it makes no answers, is
 * divided among the answers being made, each by its share of the compute time of that while.
 *
 * <p>Guarantees: the answers' joules add up to no more than what was counted while at least one was made; nobody pays for
 * idling. What else the machine computes at that time is paid for by them where a meter is read: a meter can't tell. Where
 * energy is modelled from CPU time nobody pays for more than the answers' own compute time on all threads.
 */
final class EnergyMeter {

    /** Readings closer together than this are not worth their while. */
    private static final long CLOSEST_NANOS = 20_000_000;

    /** A shorter pause between answers says little about idling. */
    private static final double IDLE_SECONDS = 1;

    private final List<EnergySource> sources;
    private final boolean measured;
    /** The most that one second of compute time can take. */
    private final double mostWatts;

    private final LongSupplier nanos;

    /** Guarded by this object's monitor, as is all below. */
    private final Set<Share> open = new LinkedHashSet<>();

    private OptionalDouble last;
    private long lastNanos;
    private double idleWatts;
    private boolean idleKnown;

    EnergyMeter(List<EnergySource> sources, double mostWatts, LongSupplier nanos) {
        this.sources = List.copyOf(sources);
        this.measured = sources.stream().allMatch(EnergySource::isMeasured);
        this.mostWatts = measured ? Double.POSITIVE_INFINITY : mostWatts;
        this.nanos = nanos;
        this.last = read();
        this.lastNanos = nanos.getAsLong();
    }

    /** The meters of this machine: the processor's or else its CPU time, and the GPU's where layers are on it. */
    static EnergyMeter ofThisMachine(ModelSettings settings) {
        int threads = settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
        List<EnergySource> sources = new ArrayList<>();
        sources.add(RaplEnergy.in(RaplEnergy.POWERCAP)
                .<EnergySource>map(rapl -> rapl)
                .orElseGet(() -> new CpuTimeEnergy(settings.wattsPerCore())));
        double most = settings.wattsPerCore() * threads;
        if (settings.gpuLayers() != 0) {
            NvmlEnergy.find().ifPresent(sources::add);
            most = sources.size() > 1 ? Double.POSITIVE_INFINITY : most;
        }
        return new EnergyMeter(sources, most, System::nanoTime);
    }

    /** One answer's energy. */
    final class Share {

        private final DoubleSupplier computeSeconds;
        private double seen;
        private double joules;

        private Share(DoubleSupplier computeSeconds) {
            this.computeSeconds = computeSeconds;
        }

        /** Joules so far. */
        double joules() {
            synchronized (EnergyMeter.this) {
                settle(false);
                return joules;
            }
        }

        /** Joules in all; it takes no more afterwards. */
        double end() {
            synchronized (EnergyMeter.this) {
                if (open.contains(this)) {
                    settle(true);
                    open.remove(this);
                }
                return joules;
            }
        }
    }

    /** @param computeSeconds compute time of an answer so far; asked now and then, must not wait */
    synchronized Share open(DoubleSupplier computeSeconds) {
        settle(true);
        Share share = new Share(computeSeconds);
        open.add(share);
        return share;
    }

    /** Whether every joule is a meter's. */
    boolean isMeasured() {
        return measured;
    }

    private void settle(boolean now) {
        long time = nanos.getAsLong();
        if (!now && time - lastNanos < CLOSEST_NANOS) {
            return;
        }
        OptionalDouble reading = read();
        if (reading.isEmpty() || last.isEmpty()) {
            last = reading;
            lastNanos = time;
            return;
        }
        double used = reading.getAsDouble() - last.getAsDouble();
        double seconds = (time - lastNanos) / 1e9;
        if (open.isEmpty()) {
            learnIdle(used, seconds);
        } else if (!divide(used - idleWatts * seconds)) {
            // no batch has ended since: the next one that does pays
            return;
        }
        last = reading;
        lastNanos = time;
    }

    /** The least is the truest: a busier pause was filled with something else. CPU time has no idling in it. */
    private void learnIdle(double used, double seconds) {
        if (measured && seconds >= IDLE_SECONDS) {
            double watts = used / seconds;
            idleWatts = idleKnown ? Math.min(idleWatts, watts) : watts;
            idleKnown = true;
        }
    }

    private boolean divide(double used) {
        double[] parts = new double[open.size()];
        double all = 0;
        int index = 0;
        for (Share share : open) {
            parts[index] = Math.max(0, share.computeSeconds.getAsDouble() - share.seen);
            all += parts[index++];
        }
        if (all <= 0) {
            return false;
        }
        double toPay = Math.clamp(used, 0, mostWatts * all);
        index = 0;
        for (Share share : open) {
            share.joules += toPay * parts[index] / all;
            share.seen += parts[index++];
        }
        return true;
    }

    private OptionalDouble read() {
        double sum = 0;
        for (EnergySource source : sources) {
            OptionalDouble joules = source.joules();
            if (joules.isEmpty()) {
                return joules;
            }
            sum += joules.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }
}
