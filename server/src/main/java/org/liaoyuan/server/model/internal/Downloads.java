package org.liaoyuan.server.model.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.PullException;

/** Downloads under way and those that failed, by model name. */
final class Downloads implements AutoCloseable {

    /** What a download does; fills in the progress. */
    @FunctionalInterface
    interface Work {

        void run(Progress progress) throws InterruptedException;
    }

    private record Download(FutureTask<Void> task, Progress progress, Thread thread) {}

    private final Map<String, Download> byName = new ConcurrentHashMap<>();

    /**
     * Starts one unless it is under way.
     *
     * @param planned bytes it will bring; 0 if unknown
     */
    void start(String name, long planned, Work work) {
        byName.compute(name, (n, current) -> {
            if (current != null && !current.task.isDone()) {
                return current;
            }
            Progress progress = new Progress(planned);
            FutureTask<Void> task = new FutureTask<>(() -> {
                work.run(progress);
                return null;
            });
            return new Download(
                    task, progress, Thread.ofVirtual().name("download-" + name).start(task));
        });
    }

    /** How far it is; empty if it is not under way. */
    Optional<ModelStatus.Progress> progress(String name) {
        Download download = byName.get(name);
        return download == null || download.task.isDone() ? Optional.empty() : Optional.of(download.progress.now());
    }

    /** Why the last one failed. */
    Optional<String> problem(String name) {
        Download download = byName.get(name);
        return download == null
                        || !download.task.isDone()
                        || download.task.state() != java.util.concurrent.Future.State.FAILED
                ? Optional.empty()
                : Optional.of(String.valueOf(download.task.exceptionNow().getMessage()));
    }

    void await(String name) throws InterruptedException {
        Download download = byName.get(name);
        if (download == null) {
            return;
        }
        try {
            download.task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new PullException(String.valueOf((cause == null ? e : cause).getMessage()));
        }
    }

    @Override
    public void close() {
        byName.values().forEach(d -> d.thread.interrupt());
    }
}
