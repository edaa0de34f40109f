package org.liaoyuan.server.assistant.persona;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.BenchModels;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.assistant.frame.Language;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.store.Tenant;

/**
 * What personas change and what they don't: {@code ./liaoyuan bench personas [--questions N] [--model NAME]}. Each speaks to the same prompts as the
 * model alone does; its manner is counted by rules and compared prompt by prompt (sign test). Answers to questions of fact are compared too,
 * and the time to the first token with and without. Not a test: its name keeps it out of the run.
 */
class PersonaBench {

    private static final String MODEL = System.getProperty("liaoyuan.bench.model", "qwen2.5-coder-1.5b");
    private static final int PROMPTS = Integer.getInteger("liaoyuan.bench.questions", 50);
    private static final List<String> WHO =
            List.of(System.getProperty("liaoyuan.bench.personas", "minimal,expert,companion,cheerleader,classical")
                    .split(","));
    private static final Sampling SAMPLING = new Sampling(0, 0, 1, 0, 0, 0, 1, OptionalLong.of(1), Map.of());
    private static final int MOST_TOKENS = 160;
    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 15;

    private static final Map<String, ToDoubleFunction<StyleFeatures>> FEATURES = features();

    private final ModelService models = TestServer.get().bean(ModelService.class);
    private final Personas personas = TestServer.get().bean(Personas.class);

    private static Map<String, ToDoubleFunction<StyleFeatures>> features() {
        Map<String, ToDoubleFunction<StyleFeatures>> all = new LinkedHashMap<>();
        all.put("units", StyleFeatures::units);
        all.put("units a sentence", StyleFeatures::sentenceUnits);
        all.put("emoji", StyleFeatures::emoji);
        all.put("exclamations", StyleFeatures::exclamations);
        all.put("formal", StyleFeatures::formal);
        all.put("casual", StyleFeatures::casual);
        all.put("warm", StyleFeatures::warm);
        all.put("classical", StyleFeatures::classical);
        return all;
    }

    @Test
    void measure() throws Exception {
        BenchModels.link();
        List<String> prompts =
                Prompts.talk().subList(0, Math.min(PROMPTS, Prompts.talk().size()));
        List<String> plain = answers(null, prompts);
        double right = right(null);
        say(
                "%s, %d prompts; of the %d questions of fact the model alone answers %.0f %%",
                MODEL, prompts.size(), Prompts.facts().size(), 100 * right);
        for (String who : WHO) {
            List<String> said = answers(who, prompts);
            say("%s: right %.0f %%", who, 100 * right(who));
            FEATURES.forEach((name, feature) -> compare(name, feature, plain, said));
        }
        firstToken("expert");
    }

    private void compare(String name, ToDoubleFunction<StyleFeatures> feature, List<String> plain, List<String> said) {
        int more = 0;
        int less = 0;
        double before = 0;
        double after = 0;
        for (int i = 0; i < plain.size(); i++) {
            double without = feature.applyAsDouble(StyleFeatures.of(plain.get(i)));
            double with = feature.applyAsDouble(StyleFeatures.of(said.get(i)));
            before += without;
            after += with;
            more += with > without ? 1 : 0;
            less += with < without ? 1 : 0;
        }
        double p = Signs.chance(more, less);
        if (p < 0.01) {
            say(
                    "  %-17s %7.2f -> %7.2f   %d up, %d down, p = %.1e",
                    name, before / plain.size(), after / plain.size(), more, less, p);
        }
    }

    private double right(@Nullable String persona) throws Exception {
        List<Prompts.Fact> facts = Prompts.facts();
        List<String> said =
                answers(persona, facts.stream().map(Prompts.Fact::question).toList());
        int right = 0;
        for (int i = 0; i < facts.size(); i++) {
            right += facts.get(i).isIn(said.get(i)) ? 1 : 0;
        }
        return right / (double) facts.size();
    }

    private List<String> answers(@Nullable String persona, List<String> prompts) throws Exception {
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<String> all = new ArrayList<>();
            for (var answer : threads.invokeAll(prompts.stream()
                    .<Callable<String>>map(
                            prompt -> () -> answer(persona, prompt, MOST_TOKENS).text())
                    .toList())) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private record Said(String text, double firstTokenMillis) {}

    private Said answer(@Nullable String persona, String prompt, int most) throws InterruptedException {
        List<ChatMessage> messages = new ArrayList<>();
        Tenant.LOCAL
                .ask(() -> personas.prefix(persona, Language.of(null, prompt)))
                .ifPresent(text -> messages.add(ChatMessage.system(text)));
        messages.add(ChatMessage.user(prompt));
        try (Answer answer = models.chat(new ChatRequest(MODEL, messages, SAMPLING, most, List.of(), -1))) {
            StringBuilder text = new StringBuilder();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (part.get() instanceof AnswerPart.Text said) {
                    text.append(said.text());
                }
            }
            return new Said(text.toString(), answer.cost().usage().firstToken().toNanos() / 1e6);
        }
    }

    /** One after the other, with and without in turn, each question new: only the prefix can be known. */
    private void firstToken(String persona) throws InterruptedException {
        answer(persona, "请问现在几点？", 1);
        answer(null, "请问现在几点？", 1);
        double[] with = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            String question = "第 " + (i + 1) + " 个问题：怎样才能在家里学好第 " + (i * 7 + 3) + " 种乐器？请给一个建议。";
            without[i] = answer(null, question, 1).firstTokenMillis();
            with[i] = answer(persona, question, 1).firstTokenMillis();
        }
        Arrays.sort(with);
        Arrays.sort(without);
        say(
                "first token, median of %d: %.0f ms with a persona, %.0f ms without: %.2f times",
                ROUNDS, with[ROUNDS / 2], without[ROUNDS / 2], with[ROUNDS / 2] / without[ROUNDS / 2]);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
