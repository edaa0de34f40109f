package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.server.model.AdapterStatus;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.UnknownModelException;

/** The adapters in the folder beside those of them that are in memory. */
final class LocalAdapters {

    private final Adapters folder;
    private final LoadedModels loaded;

    LocalAdapters(Adapters folder, LoadedModels loaded) {
        this.folder = folder;
        this.loaded = loaded;
    }

    List<AdapterStatus> of(String parent) {
        Set<Path> inMemory = loaded.adapters(parent).map(LoadedAdapters::files).orElse(Set.of());
        return folder.of(parent).stream()
                .map(a -> status(a, inMemory.contains(a.file())))
                .toList();
    }

    AdapterStatus add(String parent, Path parentFile, Path file, @Nullable String name) {
        return status(folder.add(parent, parentFile, file, name), false);
    }

    void remove(String parent, String name) {
        Adapters.Adapter adapter = folder.find(parent, name)
                .orElseThrow(() -> new UnknownModelException(
                        parent + ":" + name,
                        folder.of(parent).stream().map(Adapters.Adapter::model).toList()));
        folder.remove(adapter);
        loaded.adapters(parent).ifPresent(inMemory -> inMemory.unload(adapter.file()));
    }

    /** @param lease on the model that the adapter changes */
    static Generation generate(GenerationRequest request, LoadedModels.Lease lease, Adapters.Adapter adapter) {
        try {
            return lease.adapters().generate(request, adapter.file());
        } catch (InvalidModelException e) {
            throw new ModelNotReadyException("The model '" + adapter.model() + "' can't be loaded: " + e.getMessage());
        }
    }

    private static AdapterStatus status(Adapters.Adapter adapter, boolean inMemory) {
        return new AdapterStatus(adapter.name(), adapter.model(), adapter.parent(), adapter.bytes(), inMemory);
    }
}
