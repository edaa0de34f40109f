package org.liaoyuan.server.model.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/** An answer of a model in this process. */
final class LocalAnswer implements Answer {

    private final String model;
    private final Generation generation;
    private final EnergyMeter meter;
    private final EnergyMeter.Share energy;
    private @Nullable Cost last;

    LocalAnswer(String model, Generation generation, EnergyMeter meter) {
        this.model = model;
        this.generation = generation;
        this.meter = meter;
        this.energy = meter.open(() -> generation.usage().computeSeconds());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        try {
            Optional<AnswerPart> next =
                    generation.next().map(piece -> new AnswerPart.Text(piece.text(), piece.logprobs()));
            if (next.isEmpty()) {
                energy.end();
            }
            return next;
        } catch (EngineException e) {
            energy.end();
            throw e;
        }
    }

    @Override
    public void cancel() {
        generation.cancel();
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
            boolean ended = generation.finishReason().isPresent();
            double joules = ended ? energy.end() : energy.joules();
            known = new Cost(generation.usage(), joules, meter.isMeasured());
            if (ended) {
                last = known;
            }
        }
        return known;
    }

    /** Waits for the batch under way, the last that an unfinished answer has a part in, so that it is counted. */
    @Override
    public void close() {
        generation.cancel();
        try {
            while (generation.next().isPresent()) {
                // what nobody reads any more
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException failed) {
            // who read it knows
        }
        energy.end();
    }
}
