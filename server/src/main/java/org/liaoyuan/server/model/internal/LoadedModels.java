package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import org.liaoyuan.server.model.ModelSettings;

/** Models in memory, loaded at their first use; when there are too many, an idle one that was used longest ago is closed. */
final class LoadedModels implements AutoCloseable {

    private final ModelSettings settings;
    /** In the order of use, the latest last. */
    private final Map<String, LlamaModel> models = new LinkedHashMap<>(16, 0.75f, true);

    LoadedModels(ModelSettings settings) {
        this.settings = settings;
    }

    synchronized Set<String> names() {
        return Set.copyOf(models.keySet());
    }

    synchronized Map<String, EngineStats> stats() {
        Map<String, EngineStats> all = new LinkedHashMap<>();
        models.forEach((name, model) -> all.put(name, model.stats()));
        return all;
    }

    synchronized LlamaModel get(String name, Path file, Path natives) {
        LlamaModel model = models.get(name);
        if (model == null) {
            makeRoom();
            model = LlamaModel.load(
                    natives,
                    ModelOptions.of(file)
                            .withContextSize(settings.contextSize())
                            .withSlots(settings.slots())
                            .withQueueLimit(settings.queueLimit())
                            .withThreads(settings.threads())
                            .withGpuLayers(settings.gpuLayers()));
            models.put(name, model);
        }
        return model;
    }

    private void makeRoom() {
        var candidates = models.entrySet().iterator();
        while (models.size() >= settings.mostLoaded() && candidates.hasNext()) {
            LlamaModel model = candidates.next().getValue();
            EngineStats stats = model.stats();
            if (stats.running() == 0 && stats.waiting() == 0) {
                candidates.remove();
                model.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        models.values().forEach(LlamaModel::close);
        models.clear();
    }
}
