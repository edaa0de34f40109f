package org.liaoyuan.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.Sampling;

/** A chat by our engine, in this process. */
final class OurChat implements Burst.Chat {

    private final LlamaModel model;
    private final Sampling unending;

    OurChat(LlamaModel model) {
        this.model = model;
        this.unending = Sampling.GREEDY.withLogitBias(
                model.endOfTurn().stream().boxed().collect(Collectors.toMap(t -> t, t -> -100.0)));
    }

    @Override
    public Burst.Result run(String persona, String question) throws InterruptedException {
        int[] prompt = model.tokenizeChat(List.of(ChatMessage.system(persona), ChatMessage.user(question)));
        try (Generation generation = model.generate(GenerationRequest.of(prompt, Burst.TOKENS, unending))) {
            while (generation.next().isPresent()) {
                // only the time counts
            }
            return new Burst.Result(
                    generation.usage().firstToken().toNanos() / 1e9,
                    generation.usage().completionTokens());
        }
    }
}
