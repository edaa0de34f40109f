package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.server.model.ModelStatus.Purpose;

/** What files are for by their own word, remembered: a file's head has a whole vocabulary to read over. Thread-safe. */
final class Purposes {

    private static final int MOST = 256;

    /** A file as it is now. */
    private record Version(Path path, long size, long modified) {}

    private static final Map<Version, Purpose> KNOWN = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Purpose> eldest) {
            return size() > MOST;
        }
    };

    private Purposes() {}

    /** A file that can't be read counts as a chat model: loading it will say what is wrong. */
    static synchronized Purpose of(Path path) {
        Version version =
                new Version(path, path.toFile().length(), path.toFile().lastModified());
        return KNOWN.computeIfAbsent(version, v -> read(path));
    }

    private static Purpose read(Path path) {
        try {
            return GgufFile.read(path).ranks() ? Purpose.RERANK : Purpose.CHAT;
        } catch (InvalidModelException e) {
            return Purpose.CHAT;
        }
    }
}
