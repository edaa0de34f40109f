package org.liaoyuan.server.model.internal;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.Piece;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.Cost;

/** An answer of a model in this process. */
final class LocalAnswer implements Answer {

    private final String model;
    private final LoadedModels.Lease lease;
    private final Generation generation;
    private final EnergyMeter meter;
    private final OptionalLong before;
    private @Nullable Cost last;

    /** @param lease given back at the end of the answer */
    LocalAnswer(String model, LoadedModels.Lease lease, Generation generation, EnergyMeter meter) {
        this.model = model;
        this.lease = lease;
        this.generation = generation;
        this.meter = meter;
        this.before = meter.read();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Optional<Piece> next() throws InterruptedException {
        Optional<Piece> piece = generation.next();
        if (piece.isEmpty()) {
            lease.close();
        }
        return piece;
    }

    @Override
    public void cancel() {
        generation.cancel();
    }

    @Override
    public void close() {
        generation.cancel();
        lease.close();
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return generation.finishReason();
    }

    /** Read once after the end: the meter runs on. */
    @Override
    public synchronized Cost cost() {
        Cost known = last;
        if (known == null) {
            known = meter.cost(generation.usage(), before);
            if (generation.finishReason().isPresent()) {
                last = known;
            }
        }
        return known;
    }
}
