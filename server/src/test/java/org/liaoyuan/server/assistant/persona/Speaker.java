package org.liaoyuan.server.assistant.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.store.Tenant;

/** A model that speaks as one persona or another, or as it would without. */
final class Speaker {

    private static final Sampling SAMPLING = new Sampling(0, 0, 1, 0, 0, 0, 1, OptionalLong.of(1), Map.of());
    private static final int AT_ONCE = 8;

    private final ModelService models = TestServer.get().bean(ModelService.class);
    private final Personas personas = TestServer.get().bean(Personas.class);
    private final String model;
    private final int mostTokens;

    /** @param mostTokens of an answer */
    Speaker(String model, int mostTokens) {
        this.model = model;
        this.mostTokens = mostTokens;
    }

    List<String> answers(@Nullable String persona, List<String> prompts) throws Exception {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<String> all = new ArrayList<>();
            for (var answer : threads.invokeAll(prompts.stream()
                    .<Callable<String>>map(
                            prompt -> () -> answer(persona, prompt, mostTokens).text())
                    .toList())) {
                all.add(answer.get());
            }
            return all;
        }
    }

    record Said(String text, double firstTokenMillis) {}

    Said answer(@Nullable String persona, String prompt, int most) throws InterruptedException {
        List<ChatMessage> messages = new ArrayList<>();
        Tenant.LOCAL
                .ask(() -> personas.prefix(persona, Language.of(null, prompt)))
                .ifPresent(text -> messages.add(ChatMessage.system(text)));
        messages.add(ChatMessage.user(prompt));
        try (Answer answer = models.chat(new ChatRequest(model, messages, SAMPLING, most, List.of(), -1))) {
            StringBuilder text = new StringBuilder();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (part.get() instanceof AnswerPart.Text said) {
                    text.append(said.text());
                }
            }
            return new Said(text.toString(), answer.cost().usage().firstToken().toNanos() / 1e6);
        }
    }

    /** How many of these questions it answers rightly. */
    int right(@Nullable String persona, List<Prompts.Fact> facts) throws Exception {
        List<String> said =
                answers(persona, facts.stream().map(Prompts.Fact::question).toList());
        int right = 0;
        for (int i = 0; i < facts.size(); i++) {
            right += facts.get(i).isIn(said.get(i)) ? 1 : 0;
        }
        return right;
    }
}
