package org.liaoyuan.server.assistant.persona;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.BenchModels;

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
    private static final int MOST_TOKENS = 160;
    private static final int ROUNDS = 15;

    private static final Map<String, ToDoubleFunction<StyleFeatures>> FEATURES = features();

    private final Speaker speaker = new Speaker(MODEL, MOST_TOKENS);

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
        firstToken("expert");
        List<String> prompts =
                Prompts.talk().subList(0, Math.min(PROMPTS, Prompts.talk().size()));
        List<String> plain = speaker.answers(null, prompts);
        List<Prompts.Fact> facts = Prompts.facts();
        int right = speaker.right(null, facts);
        say(
                "%s, %d prompts; of the %d questions of fact the model alone answers %.0f %%",
                MODEL, prompts.size(), facts.size(), 100.0 * right / facts.size());
        for (String who : WHO) {
            List<String> said = speaker.answers(who, prompts);
            say("%s: right %.0f %%", who, 100.0 * speaker.right(who, facts) / facts.size());
            FEATURES.forEach((name, feature) -> compare(name, feature, plain, said));
        }
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

    /** One after the other, with and without in turn, each question new: only the prefix can be known. */
    private void firstToken(String persona) throws InterruptedException {
        speaker.answer(persona, "请问现在几点？", 1);
        speaker.answer(null, "请问现在几点？", 1);
        double[] with = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            String question = "第 " + (i + 1) + " 个问题：怎样才能在家里学好第 " + (i * 7 + 3) + " 种乐器？请给一个建议。";
            without[i] = speaker.answer(null, question, 1).firstTokenMillis();
            with[i] = speaker.answer(persona, question, 1).firstTokenMillis();
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
