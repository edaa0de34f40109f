package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.BenchModels;
import org.liaoyuan.server.agent.LibraryEval.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * How well the library's agents do on a model: {@code ./liaoyuan agents eval [NAME…] [--cases N] [--model NAME] [--least 0.8]}. Cases run one after
 * the other against systems that it starts itself. Not a test: its name keeps it out of the run.
 */
class AgentBench {

    private static final String MODEL = System.getProperty("liaoyuan.bench.model", "qwen2.5-coder-1.5b");
    private static final int CASES = Integer.getInteger("liaoyuan.bench.cases", Integer.MAX_VALUE);
    private static final double LEAST = Double.parseDouble(System.getProperty("liaoyuan.bench.least", "0"));
    private static final List<String> NAMES = names(System.getProperty("liaoyuan.bench.agents", ""));

    /** One case alone, by its id; with each step of it. */
    private static final String ONLY = System.getProperty("liaoyuan.bench.only", "");

    private static List<String> names(String asked) {
        List<String> names =
                Stream.of(asked.split(",")).filter(name -> !name.isBlank()).toList();
        return names.isEmpty() ? Library.NAMES : names;
    }

    @Test
    void measure() throws Exception {
        BenchModels.link(Agency.HOUSE.server);
        assertThat(Library.NAMES).as("agents of the library").containsAll(NAMES);
        List<String> below = new ArrayList<>();
        try (Company company = new Company()) {
            LibraryEval eval = new LibraryEval(company, MODEL, LibraryTest.DOCUMENTS);
            say("%s", MODEL);
            for (String name : NAMES) {
                List<Verdict> verdicts = new ArrayList<>();
                for (JsonNode each : spread(LibraryEval.cases(name))) {
                    Verdict verdict = eval.run(name, each);
                    tell(verdict);
                    verdicts.add(verdict);
                }
                if (report(name, verdicts) < LEAST) {
                    below.add(name);
                }
            }
        }
        assertThat(below)
                .as("agents with a share of right cases below " + LEAST)
                .isEmpty();
    }

    /** As many as are asked for, from all over the list. */
    private static List<JsonNode> spread(List<JsonNode> all) {
        List<JsonNode> wanted = ONLY.isEmpty()
                ? all
                : all.stream()
                        .filter(each -> each.path("id").asString().matches(ONLY))
                        .toList();
        int count = Math.min(CASES, wanted.size());
        List<JsonNode> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(wanted.get((int) ((long) i * wanted.size() / count)));
        }
        return some;
    }

    private static void tell(Verdict verdict) {
        say("  %s %s %.1f s", verdict.isRight() ? "right" : "WRONG", verdict.id(), seconds(verdict.time()));
        verdict.failures().forEach(why -> say("        %s", why.replace("\n", " / ")));
        if (!ONLY.isEmpty()) {
            verdict.run()
                    .at("/steps")
                    .forEach(step -> say(
                            "        %s %s %s -> %s",
                            step.at("/position").asString(),
                            step.at("/node").asString(),
                            cut(step.at("/input")),
                            cut(step.at("/output"))));
        }
    }

    private static String cut(JsonNode json) {
        String text = json.toString();
        return text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text;
    }

    private static double report(String name, List<Verdict> verdicts) {
        long right = verdicts.stream().filter(Verdict::isRight).count();
        List<Double> times = verdicts.stream()
                .map(verdict -> seconds(verdict.time()))
                .sorted()
                .toList();
        say(
                "%s: %d of %d right; a case takes %.1f s (median), all %.0f s; %d tokens, ¥%.4f",
                name,
                right,
                verdicts.size(),
                times.isEmpty() ? 0 : times.get(times.size() / 2),
                times.stream().mapToDouble(Double::doubleValue).sum(),
                verdicts.stream().mapToInt(Verdict::tokens).sum(),
                verdicts.stream().mapToDouble(Verdict::yuan).sum());
        return right / (double) Math.max(1, verdicts.size());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
