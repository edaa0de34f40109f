package org.liaoyuan.server.model.internal;

import java.util.Arrays;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.Preparation;

/** A model of this process reads ahead. */
final class LocalPreparation implements Preparation {

    private final String model;
    private final LoadedModels.Lease lease;
    private final Generation reading;
    private final EnergyMeter meter;
    private final EnergyMeter.Share energy;

    /** @param lease given back at the end */
    LocalPreparation(String model, LoadedModels.Lease lease, Generation reading, EnergyMeter meter) {
        this.model = model;
        this.lease = lease;
        this.reading = reading;
        this.meter = meter;
        this.energy = meter.open(() -> reading.usage().computeSeconds());
    }

    /**
     * What every prompt has in common that begins with these messages, of which the last may be one that goes on: of two that go on
     * with nothing in common. So no template need be known.
     */
    static int[] beginning(LlamaModel model, ChatRequest request) {
        int[] one = ChatPlan.of(model, request.goingOn(" A")).generation().prompt();
        int[] other = ChatPlan.of(model, request.goingOn("\u4e00")).generation().prompt();
        int length = Arrays.mismatch(one, other);
        return Arrays.copyOf(one, length < 0 ? one.length : length);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public void await() throws InterruptedException {
        var unusedIsEmpty = reading.readAll();
    }

    @Override
    public Cost cost() {
        return new Cost(reading.usage(), energy.joules(), meter.isMeasured());
    }

    /** Waits for the batch under way, so that it is counted. */
    @Override
    public void close() {
        reading.cancel();
        try {
            var unusedIsEmpty = reading.readAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException failed) {
            // who awaited it knows
        }
        energy.end();
        lease.close();
    }
}
