package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ModelOptions;
import org.liaoyuan.engine.RerankModel;
import org.liaoyuan.server.model.ModelSettings;

/**
 * The reranker in memory: one, for a house seldom has two. Another one takes its place when it is asked for, after the calls under
 * way.
 */
final class Reranker implements AutoCloseable {

    private final ModelSettings settings;
    private final ReadWriteLock use = new ReentrantReadWriteLock(true);
    /** Changed under the lock for writing; read without one it says what was there a moment ago. */
    private volatile @Nullable Loaded loaded;

    Reranker(ModelSettings settings) {
        this.settings = settings;
    }

    private record Loaded(String name, RerankModel model) {}

    /** The throws are {@link RerankModel#load}'s and {@link RerankModel#score}'s. */
    RerankModel.Relevance score(String name, Path file, Path natives, String query, List<String> documents) {
        use.readLock().lock();
        try {
            Loaded current = loaded;
            if (current != null && current.name.equals(name)) {
                return current.model.score(query, documents);
            }
        } finally {
            use.readLock().unlock();
        }
        Loaded current = load(name, file, natives);
        try {
            return current.model.score(query, documents);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Leaves with the lock for reading held: what was loaded stays until it has been used. */
    private Loaded load(String name, Path file, Path natives) {
        use.writeLock().lock();
        try {
            Loaded current = loaded;
            if (current == null || !current.name.equals(name)) {
                if (current != null) {
                    loaded = null;
                    current.model.close();
                }
                current = new Loaded(
                        name,
                        RerankModel.load(
                                natives,
                                ModelOptions.of(file)
                                        .withQueueLimit(settings.queueLimit())
                                        .withThreads(settings.threads())
                                        .withGpuLayers(settings.gpuLayers())));
                loaded = current;
            }
            use.readLock().lock();
            return current;
        } finally {
            use.writeLock().unlock();
        }
    }

    /** What is in memory. */
    Optional<String> name() {
        return Optional.ofNullable(loaded).map(Loaded::name);
    }

    /** Waits for the calls under way. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            Loaded current = loaded;
            loaded = null;
            if (current != null) {
                current.model.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
