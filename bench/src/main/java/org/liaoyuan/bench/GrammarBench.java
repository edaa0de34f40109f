package org.liaoyuan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Constraint;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.engine.grammar.Grammar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer under a JSON Schema costs: tokens a second of the same prompt with and without it. The texts differ, so each is
 * counted by its own tokens; guessing from the prompt is off, which would speed up either by chance.
 */
@Command(
        name = "grammar",
        mixinStandardHelpOptions = true,
        description = "Answers under a JSON Schema beside free ones.")
final class GrammarBench implements Callable<Integer> {

    private static final int MOST_TOKENS = 128;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Installed installed = new Installed();

    @Option(
            names = "--model",
            split = ",",
            defaultValue = Installed.SMALL + "," + Installed.USUAL,
            description = "The models' files; by default ${DEFAULT-VALUE}.")
    private List<String> files = List.of();

    @Option(names = "--repeats", defaultValue = "3", description = "Runs of each schema; medians are printed.")
    private int repeats;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads; 0 for all cores.")
    private int threads;

    /** Tokens a second, by the clock and by the processors' time. */
    private record Rate(double clock, double processor) {}

    private record Rates(Rate free, Rate constrained) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Line.head().replace("ours | peer | ours / peer", "with schema | without | with / without"));
        for (String file : files) {
            ModelOptions options = ModelOptions.of(installed.model(file))
                    .withContextSize(2048)
                    .withThreads(threads)
                    .withPromptLookup(false);
            measure(installed.natives(), options, file.replaceAll("-instruct.*", ""), out);
        }
        return 0;
    }

    private void measure(Path natives, ModelOptions options, String name, PrintWriter out)
            throws IOException, InterruptedException {
        try (LlamaModel model = LlamaModel.load(natives, options)) {
            List<Rates> all = new ArrayList<>();
            for (JsonNode each : schemas()) {
                List<Rates> rates = measure(model, each);
                all.addAll(rates);
                print(
                        out,
                        line(name + ", " + each.path("name").stringValue() + ", tokens/s", rates)
                                .markdown());
            }
            print(out, line(name + ", all, tokens/s", all).markdown());
            double ratio = Line.median(all.stream()
                    .mapToDouble(r -> r.constrained.processor / r.free.processor)
                    .toArray());
            print(out, String.format(Locale.ROOT, "| %s, all, by processor time | | | %.3f | | |", name, ratio));
        }
    }

    private List<Rates> measure(LlamaModel model, JsonNode each) throws InterruptedException {
        Constraint constraint =
                Constraint.of(Grammar.ofJsonSchema(each.path("schema")).gbnf());
        int[] prompt =
                model.tokenizeChat(List.of(ChatMessage.user(each.path("prompt").stringValue())));
        GenerationRequest free = GenerationRequest.of(prompt, MOST_TOKENS, Sampling.GREEDY);
        GenerationRequest constrained = free.withConstraint(constraint);
        run(model, constrained); // parses the grammar and reads the prompt
        List<Rates> rates = new ArrayList<>();
        for (int i = 0; i < repeats; i++) { // in turn, and each as often first as the other
            Rate first = run(model, i % 2 == 0 ? free : constrained);
            Rate second = run(model, i % 2 == 0 ? constrained : free);
            rates.add(i % 2 == 0 ? new Rates(first, second) : new Rates(second, first));
        }
        return rates;
    }

    private static Rate run(LlamaModel model, GenerationRequest request) throws InterruptedException {
        try (Generation generation = model.generate(request)) {
            generation.next();
            double begin = Processor.seconds();
            generation.readAll();
            double processor = Processor.seconds() - begin;
            Usage usage = generation.usage();
            int tokens = usage.completionTokens() - 1;
            return new Rate(tokens / (usage.total().minus(usage.firstToken()).toNanos() / 1e9), tokens / processor);
        }
    }

    /** The median of the ratios is what counts: each is of two runs right after one another. */
    private static Line line(String what, List<Rates> rates) {
        double free = Line.median(rates.stream().mapToDouble(r -> r.free.clock).toArray());
        double ratio = Line.median(rates.stream()
                .mapToDouble(r -> r.constrained.clock / r.free.clock)
                .toArray());
        return new Line(what, ratio * free, free, 0.85, false);
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private static JsonNode schemas() throws IOException {
        try (InputStream in = GrammarBench.class.getResourceAsStream("/schemas.json")) {
            if (in == null) {
                throw new IOException("the benchmark's file schemas.json is missing");
            }
            return new JsonMapper().readTree(in.readAllBytes());
        }
    }
}
