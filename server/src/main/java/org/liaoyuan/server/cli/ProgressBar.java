package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.State;

/** Shows a download in the terminal until it is done. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final long REDRAW_MILLIS = 250;
    private static final long LINE_MILLIS = 5_000;

    private final PrintWriter out;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** Fetches the model if it is not here, and waits. */
    void pull(ModelService models, String name) throws InterruptedException {
        if (models.status(name).state() == State.PRESENT || models.status(name).state() == State.LOADED) {
            models.pull(name); // the native library may still be missing
            models.await(name);
            return;
        }
        models.pull(name);
        long pause = terminal ? REDRAW_MILLIS : LINE_MILLIS;
        long shown = 0;
        while (models.status(name).state() == State.DOWNLOADING) {
            if (System.nanoTime() - shown > pause * 1_000_000) {
                shown = System.nanoTime();
                show(models.status(name));
            }
            Thread.sleep(Math.min(pause, REDRAW_MILLIS));
        }
        if (terminal) {
            out.print("\r\033[K");
        }
        models.await(name);
        out.println(name + " ✓");
        out.flush();
    }

    private void show(ModelStatus status) {
        status.progress().ifPresent(p -> {
            String text = line(status.name(), p);
            out.print(terminal ? "\r\033[K" + text : text + "\n");
            out.flush();
        });
    }

    static String line(String name, ModelStatus.Progress p) {
        double part = p.totalBytes() == 0 ? 0 : Math.min(1, (double) p.doneBytes() / p.totalBytes());
        int full = (int) Math.round(part * WIDTH);
        String left = p.bytesPerSecond() == 0
                ? ""
                : ", " + duration(Math.max(0, p.totalBytes() - p.doneBytes()) / p.bytesPerSecond());
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
