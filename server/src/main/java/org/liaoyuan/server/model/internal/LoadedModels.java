package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import org.liaoyuan.server.model.ModelSettings;

/**
 * Models in memory, loaded at their first use; when there are too many, an unused one that was used longest ago is closed.
 *
 * <p>Guarantee: a model is not closed while somebody holds a {@link Lease} on it. Where all are in use there is one more for
 * as long as that lasts.
 */
final class LoadedModels implements AutoCloseable {

    private final ModelSettings settings;
    /** In the order of use, the latest last. */
    private final Map<String, Loaded> models = new LinkedHashMap<>(16, 0.75f, true);

    LoadedModels(ModelSettings settings) {
        this.settings = settings;
    }

    private static final class Loaded {

        final LlamaModel model;
        final LoadedAdapters adapters;
        int leases;

        Loaded(LlamaModel model) {
            this.model = model;
            this.adapters = new LoadedAdapters(model);
        }
    }

    /** A model in use. Close it when done; closing it again changes nothing. */
    final class Lease implements AutoCloseable {

        private final Loaded loaded;
        private boolean over;

        private Lease(Loaded loaded) {
            this.loaded = loaded;
            loaded.leases++;
        }

        LlamaModel model() {
            return loaded.model;
        }

        LoadedAdapters adapters() {
            return loaded.adapters;
        }

        @Override
        public void close() {
            synchronized (LoadedModels.this) {
                if (!over) {
                    over = true;
                    loaded.leases--;
                    shrinkTo(settings.mostLoaded());
                }
            }
        }
    }

    synchronized Set<String> names() {
        return Set.copyOf(models.keySet());
    }

    /** The adapters of a model that are in memory; none if the model is not. */
    synchronized Optional<LoadedAdapters> adapters(String name) {
        Loaded loaded = models.get(name);
        return loaded == null ? Optional.empty() : Optional.of(loaded.adapters);
    }

    synchronized Map<String, EngineStats> stats() {
        Map<String, EngineStats> all = new LinkedHashMap<>();
        models.forEach((name, loaded) -> all.put(name, loaded.model.stats()));
        return all;
    }

    /** Whether somebody holds a lease. */
    synchronized boolean isInUse() {
        return models.values().stream().anyMatch(loaded -> loaded.leases > 0);
    }

    synchronized Lease use(String name, Path file, Path natives) {
        Loaded loaded = models.get(name);
        if (loaded == null) {
            shrinkTo(settings.mostLoaded() - 1);
            loaded = new Loaded(LlamaModel.load(
                    natives,
                    ModelOptions.of(file)
                            .withContextSize(settings.contextSize())
                            .withSlots(settings.slots())
                            .withQueueLimit(settings.queueLimit())
                            .withThreads(settings.threads())
                            .withGpuLayers(settings.gpuLayers())));
            models.put(name, loaded);
        }
        return new Lease(loaded);
    }

    private void shrinkTo(int most) {
        var candidates = models.values().iterator();
        while (models.size() > most && candidates.hasNext()) {
            Loaded loaded = candidates.next();
            if (loaded.leases == 0) {
                candidates.remove();
                loaded.model.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        models.values().forEach(loaded -> loaded.model.close());
        models.clear();
    }
}
