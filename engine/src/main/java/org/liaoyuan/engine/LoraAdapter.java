package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.liaoyuan.engine.gguf.LoraFile;
import org.liaoyuan.engine.llama.NativeAdapter;

/**
 * A LoRA adapter that was loaded into a {@link LlamaModel}: a small file that changes how the model answers. Requests choose
 * it, or none, each for itself. Thread-safe.
 *
 * <p>Guarantee: its memory is freed when it is closed and the last request with it has ended, never under one. Closing the
 * model frees it too.
 */
public final class LoraAdapter implements AutoCloseable {

    private final LlamaModel model;
    private final Path path;
    private final LoraFile file;
    private final NativeAdapter loaded;
    private int uses;
    private boolean closed;

    LoraAdapter(LlamaModel model, Path path, LoraFile file, NativeAdapter loaded) {
        this.model = model;
        this.path = path;
        this.file = file;
        this.loaded = loaded;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** What the file calls itself. */
    public Optional<String> name() {
        return file.name();
    }

    /** The largest inner dimension of its pairs of matrices. */
    public int rank() {
        return file.rank();
    }

    /** Size of the file, about what it takes of memory. */
    public long bytes() {
        return file.bytes();
    }

    /** Whether it takes no new requests. */
    public synchronized boolean isClosed() {
        return closed;
    }

    LlamaModel model() {
        return model;
    }

    NativeAdapter loaded() {
        return loaded;
    }

    /** A request needs it until {@link #end()}. */
    synchronized void begin() {
        if (closed) {
            throw new EngineException("the adapter " + path + " is closed; load it again");
        }
        uses++;
    }

    synchronized void end() {
        uses--;
        freeIfUnused();
    }

    /** Refuses new requests at once; those under way are answered to their end. Closing it again changes nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            freeIfUnused();
        }
    }

    private void freeIfUnused() {
        if (closed && uses == 0) {
            loaded.free();
        }
    }
}
