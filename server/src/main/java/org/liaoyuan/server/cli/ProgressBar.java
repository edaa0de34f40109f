package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.State;

/** Shows a download in the terminal until it is done. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final long REDRAW_MILLIS = 250;
    private static final long LINE_MILLIS = 5_000;

    private final PrintWriter out;
    private final boolean terminal;
    private ModelStatus.@Nullable Progress shown;
    private long shownAt;

    ProgressBar(PrintWriter out) {
        this(out, System.console() != null && System.console().isTerminal());
    }

    ProgressBar(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Fetches the model if it is not here, and waits. */
    void pull(ModelService models, String name) throws InterruptedException {
        if (models.status(name).state() == State.PRESENT || models.status(name).state() == State.LOADED) {
            models.pull(name); // the native library may still be missing
            models.await(name);
            return;
        }
        models.pull(name);
        ModelStatus status = models.status(name);
        while (status.state() == State.DOWNLOADING) {
            status.progress().ifPresent(p -> show(name, p, System.nanoTime()));
            Thread.sleep(REDRAW_MILLIS);
            status = models.status(name);
        }
        if (terminal) {
            out.print("\r\033[K");
        }
        models.await(name);
        out.println(name + " ✓");
        out.flush();
    }

    /** A terminal's one line is drawn anew; elsewhere, a log perhaps, a line comes only with news, and not often. */
    void show(String name, ModelStatus.Progress progress, long nanos) {
        if (!terminal) {
            boolean news = shown == null
                    || progress.doneBytes() != shown.doneBytes()
                    || progress.totalBytes() != shown.totalBytes();
            if (!news || (shown != null && nanos - shownAt < LINE_MILLIS * 1_000_000)) {
                return;
            }
        }
        shown = progress;
        shownAt = nanos;
        String text = line(name, progress);
        out.print(terminal ? "\r\033[K" + text : text + "\n");
        out.flush();
    }

    static String line(String name, ModelStatus.Progress p) {
        if (p.totalBytes() == 0) {
            return String.format(
                    Locale.ROOT,
                    "%s  %d MB (大小未知 · size unknown)  %.1f MB/s",
                    name,
                    p.doneBytes() / 1_000_000,
                    p.bytesPerSecond() / 1e6);
        }
        double part = (double) p.doneBytes() / p.totalBytes();
        int full = (int) Math.round(part * WIDTH);
        String left =
                p.bytesPerSecond() == 0 ? "" : ", " + duration((p.totalBytes() - p.doneBytes()) / p.bytesPerSecond());
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%  %d/%d MB  %.1f MB/s%s",
                name,
                "█".repeat(full),
                "·".repeat(WIDTH - full),
                part * 100,
                p.doneBytes() / 1_000_000,
                p.totalBytes() / 1_000_000,
                p.bytesPerSecond() / 1e6,
                left);
    }

    private static String duration(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
