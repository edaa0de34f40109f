package org.liaoyuan.server.model.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.gguf.GgufFile;

/** Whether model files can be loaded, by their headers; a file that has not changed is read once. Thread-safe. */
final class FileCheck {

    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long bytes, FileTime modified, Optional<String> problem) {}

    /**
     * @param bytes the size it must have; 0 if any will do
     * @return what is wrong with it; empty for nothing
     */
    Optional<String> problem(Path file, long bytes) {
        try {
            long size = Files.size(file);
            FileTime modified = Files.getLastModifiedTime(file);
            Seen known = seen.get(file);
            if (known == null || known.bytes != size || !known.modified.equals(modified)) {
                known = new Seen(size, modified, read(file, size, bytes));
                seen.put(file, known);
            }
            return known.problem;
        } catch (IOException e) {
            return Optional.of("the file can't be read: " + e);
        }
    }

    private static Optional<String> read(Path file, long size, long wanted) {
        if (wanted > 0 && size != wanted) {
            return Optional.of("the file has " + size + " bytes instead of " + wanted);
        }
        try {
            GgufFile.read(file);
            return Optional.empty();
        } catch (InvalidModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
