package org.liaoyuan.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.liaoyuan.engine.llama.LlamaLibrary;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;

/** What a batch of a few tokens costs beside one token: the most that guessing can gain on this machine. */
final class BatchCurve {

    static final int[] SIZES = {1, 2, 3, 4, 5, 6, 8, 9, 12, 16, 17, 24, 32};

    /** Tokens that stand before, as in the middle of an answer. */
    private static final int BEFORE = 256;

    private final Path natives;
    private final Path file;
    private final int threads;

    BatchCurve(Path natives, Path file, int threads) {
        this.natives = natives;
        this.file = file;
        this.threads = threads;
    }

    /**
     * Runs every size in turn.
     *
     * @return for each of {@link #SIZES} the median time of a batch, milliseconds
     */
    double[] millis(int repeats) {
        double[][] times = new double[SIZES.length][repeats];
        NativeModel model = NativeModel.load(LlamaLibrary.load(natives), file, 0);
        try (model;
                NativeContext context = NativeContext.forGeneration(model, 1024, 1, threads)) {
            batch(context, 0, BEFORE);
            for (int repeat = -1; repeat < repeats; repeat++) { // the first round only warms up
                for (int i = 0; i < SIZES.length; i++) {
                    long begin = System.nanoTime();
                    batch(context, BEFORE, SIZES[i]);
                    if (repeat >= 0) {
                        times[i][repeat] = (System.nanoTime() - begin) / 1e6;
                    }
                    context.remove(0, BEFORE);
                }
            }
        }
        return Arrays.stream(times).mapToDouble(Line::median).toArray();
    }

    private static void batch(NativeContext context, int from, int count) {
        context.clearBatch();
        for (int i = 0; i < count; i++) {
            context.add(1000 + (from + i) * 37 % 5000, from + i, 0, true);
        }
        if (!context.decode()) {
            throw new IllegalStateException("no room for " + count + " tokens after " + from);
        }
    }

    static String markdown(double... millis) {
        StringBuilder text = new StringBuilder("Tokens in a batch (ms; times one token's):");
        for (int i = 0; i < SIZES.length; i++) {
            text.append(String.format(Locale.ROOT, " %d: %.0f (%.2f);", SIZES[i], millis[i], millis[i] / millis[0]));
        }
        return text.toString();
    }
}
