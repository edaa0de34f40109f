package org.liaoyuan.bench;

import java.util.stream.Collectors;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.Usage;

/** Generations of a fixed length by our engine: the model may not end its turn, and nobody reads what it says. */
final class Unending {

    private final LlamaModel model;
    private final Sampling sampling;

    Unending(LlamaModel model) {
        this.model = model;
        this.sampling = Sampling.GREEDY.withLogitBias(
                model.endOfTurn().stream().boxed().collect(Collectors.toMap(t -> t, t -> -100.0)));
    }

    Usage run(int[] prompt, int tokens) throws InterruptedException {
        try (Generation generation = model.generate(GenerationRequest.of(prompt, tokens, sampling))) {
            while (generation.next().isPresent()) {
                // only the time counts
            }
            return generation.usage();
        }
    }
}
