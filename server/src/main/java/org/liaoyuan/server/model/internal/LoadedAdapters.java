package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.LoraAdapter;

/**
 * The adapters of one model that are in memory, loaded at their first use; the one that was used longest ago goes when there
 * are too many. The engine frees one when the last answer with it has ended.
 *
 * <p>A file that was exchanged is loaded anew, one that was removed is let go.
 */
final class LoadedAdapters {

    /** As large as a tenth of the model each, but mostly far smaller. */
    private static final int MOST = 8;

    private final LlamaModel model;
    /** In the order of use, the latest last. */
    private final Map<Path, Loaded> adapters = new LinkedHashMap<>(16, 0.75f, true);

    private record Loaded(LoraAdapter adapter, long bytes, FileTime modified) {}

    LoadedAdapters(LlamaModel model) {
        this.model = model;
    }

    /**
     * Starts an answer with an adapter; throws as {@link LlamaModel#generate} does.
     *
     * @throws InvalidModelException if the file is no adapter of this model
     */
    synchronized Generation generate(GenerationRequest request, Path file) {
        return model.generate(request.withAdapter(load(file)));
    }

    private LoraAdapter load(Path file) {
        long bytes;
        FileTime modified;
        try {
            bytes = Files.size(file);
            modified = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            unload(file);
            throw new InvalidModelException("the adapter can't be read: " + file + " (" + e + ")", e);
        }
        Loaded known = adapters.get(file);
        if (known != null && known.bytes == bytes && known.modified.equals(modified)) {
            return known.adapter;
        }
        unload(file);
        LoraAdapter adapter = model.loadAdapter(file);
        adapters.put(file, new Loaded(adapter, bytes, modified));
        if (adapters.size() > MOST) {
            unload(adapters.keySet().iterator().next());
        }
        return adapter;
    }

    synchronized void unload(Path file) {
        Loaded loaded = adapters.remove(file);
        if (loaded != null) {
            loaded.adapter.close();
        }
    }

    synchronized Set<Path> files() {
        for (Path file : List.copyOf(adapters.keySet())) {
            if (!Files.exists(file)) {
                unload(file);
            }
        }
        return Set.copyOf(adapters.keySet());
    }
}
