package org.liaoyuan.bench;

import java.util.List;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.Usage;

/** A chat by our engine, in this process. */
final class OurChat implements Burst.Chat {

    private final LlamaModel model;
    private final Unending unending;

    OurChat(LlamaModel model) {
        this.model = model;
        this.unending = new Unending(model);
    }

    @Override
    public Burst.Result run(String persona, String question) throws InterruptedException {
        int[] prompt = model.tokenizeChat(List.of(ChatMessage.system(persona), ChatMessage.user(question)));
        Usage usage = unending.run(prompt, Burst.TOKENS);
        return new Burst.Result(usage.firstToken().toNanos() / 1e9, usage.completionTokens());
    }
}
