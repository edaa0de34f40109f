package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Guessing from the prompt beside not guessing, in the same model: edits of files, where it should pay, and free prose, where it
 * should do no harm. The runs take turns, so that a slow minute of the machine falls on both.
 */
@Command(
        name = "lookup",
        mixinStandardHelpOptions = true,
        description = "Guessing an answer from its prompt, on and off: edits of files, and prose.")
final class LookupBench implements Callable<Integer> {

    private static final int CURVE_REPEATS = 7;
    private static final int MOST_EDIT = 700;
    private static final int MOST_PROSE = 160;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Installed installed = new Installed();

    @Option(
            names = "--model",
            defaultValue = Installed.USUAL,
            description = "The model's file; by default ${DEFAULT-VALUE}.")
    private String file = Installed.USUAL;

    @Option(names = "--repeats", defaultValue = "1", description = "Runs of each question; medians are printed.")
    private int repeats;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads; 0 for all cores.")
    private int threads;

    @Option(names = "--only", defaultValue = "", description = "Only questions with this in their name.")
    private String only = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path natives = installed.natives();
        Path path = installed.model(file);
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        print(out, BatchCurve.markdown(new BatchCurve(natives, path, count).millis(CURVE_REPEATS)));
        ModelOptions options = ModelOptions.of(path).withContextSize(4096).withThreads(threads);
        try (LlamaModel on = LlamaModel.load(natives, options.withPromptLookup(true));
                LlamaModel off = LlamaModel.load(natives, options.withPromptLookup(false))) {
            print(
                    out,
                    "\n| question | tokens | tokens/s off | on | on / off | by processor time | guessed | right | same text |");
            print(out, "|---|---:|---:|---:|---:|---:|---:|---:|---|");
            List<Guessing> edits = measure(new Guessing.Pair(on, off), Edits.all(), MOST_EDIT, out);
            List<Guessing> prose = measure(new Guessing.Pair(on, off), Edits.prose(), MOST_PROSE, out);
            print(out, "");
            print(out, Line.head().replace("ours | peer | ours / peer", "on | off | on / off"));
            print(out, line("edits, tokens/s", edits, 1.4));
            print(out, line("prose, tokens/s", prose, 0.97));
            print(
                    out,
                    "By processor time, which is of use with --threads 1: edits " + processor(edits) + ", prose "
                            + processor(prose));
            long same = edits.stream().filter(Guessing::same).count()
                    + prose.stream().filter(Guessing::same).count();
            print(out, same + " of " + (edits.size() + prose.size()) + " pairs of texts are identical");
        }
        return 0;
    }

    private List<Guessing> measure(Guessing.Pair pair, List<Edits.Question> questions, int most, PrintWriter out)
            throws InterruptedException {
        List<Guessing> all = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (Edits.Question question : questions) {
                if (question.name().contains(only)) {
                    Guessing one = pair.ask(question.messages(), most, (repeat + all.size()) % 2 == 0);
                    print(out, one.markdown(question.name()));
                    all.add(one);
                }
            }
        }
        return all;
    }

    /** The median of the ratios is what counts: each is of two runs right after one another. */
    private static String line(String what, List<Guessing> runs, double target) {
        if (runs.isEmpty()) {
            return "| " + what + " | none asked | | | | |";
        }
        double off = Line.median(runs.stream().mapToDouble(Guessing::off).toArray());
        double ratio = Line.median(runs.stream().mapToDouble(Guessing::ratio).toArray());
        return new Line(what + " (median of " + runs.size() + ")", off * ratio, off, target, false).markdown();
    }

    private static String processor(List<Guessing> runs) {
        double[] ratios = runs.stream().mapToDouble(Guessing::processorRatio).toArray();
        return ratios.length == 0 ? "none" : String.format(Locale.ROOT, "%.3f", Line.median(ratios));
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
