package org.liaoyuan.server.model.internal;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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
    private final OptionalLong before;
    private @Nullable Cost last;

    LocalAnswer(String model, Generation generation, EnergyMeter meter) {
        this.model = model;
        this.generation = generation;
        this.meter = meter;
        this.before = meter.read();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Optional<AnswerPart> next() throws InterruptedException {
        return generation.next().map(piece -> new AnswerPart.Text(piece.text(), piece.logprobs()));
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
            known = meter.cost(generation.usage(), before);
            if (generation.finishReason().isPresent()) {
                last = known;
            }
        }
        return known;
    }
}
