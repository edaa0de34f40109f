package org.liaoyuan.engine.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.InvalidModelException;

/**
 * A LoRA adapter of one model. It belongs to the model: closing the model frees it too.
 *
 * <p>llama.cpp keeps a set of a model's adapters that every context reads when its adapters change; the model's lock is held
 * by whoever changes that set or reads it.
 */
public final class NativeAdapter {

    private final NativeModel model;
    private final MemorySegment handle;
    private boolean freed;

    private NativeAdapter(NativeModel model, MemorySegment handle) {
        this.model = model;
        this.handle = handle;
    }

    /** @param file checked before by {@code LoraFile}: native code trusts it */
    public static NativeAdapter load(NativeModel model, Path file) {
        Functions f = model.library().functions();
        synchronized (model.adapterLock()) {
            LlamaLog.drain();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment path = arena.allocateFrom(file.toString());
                MemorySegment made = NativeCall.call(() -> (MemorySegment) f.adapterLoad.invoke(model.handle(), path));
                if (made.equals(MemorySegment.NULL)) {
                    throw new InvalidModelException(file + " can't be loaded as an adapter: " + LlamaLog.drain());
                }
                return new NativeAdapter(model, model.belongs(made));
            }
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Frees it, once; no context may be computing with it. */
    public void free() {
        synchronized (model.adapterLock()) {
            if (!freed) {
                freed = true;
                try {
                    NativeCall.run(() -> model.library().functions().adapterFree.invoke(handle));
                } catch (EngineException theModelIsClosed) {
                    // and has freed it
                }
            }
        }
    }
}
