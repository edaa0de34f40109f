package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * The structs of llama.cpp 0.5.0 (llama.h, ggml.h) as 64-bit C compilers lay them out; fields this engine never sets are
 * padding. They belong to this one version: {@link LlamaLibrary} refuses any other.
 */
final class Layouts {

    /** llama_model_params. */
    static final StructLayout MODEL_PARAMS = MemoryLayout.structLayout(
                    MemoryLayout.paddingLayout(16),
                    JAVA_INT.withName("n_gpu_layers"),
                    MemoryLayout.paddingLayout(52),
                    JAVA_BYTE.withName("vocab_only"),
                    JAVA_BYTE.withName("check_tensors"),
                    MemoryLayout.paddingLayout(6))
            .withByteAlignment(8);

    /** llama_context_params. */
    static final StructLayout CONTEXT_PARAMS = MemoryLayout.structLayout(
                    JAVA_INT.withName("n_ctx"),
                    JAVA_INT.withName("n_batch"),
                    JAVA_INT.withName("n_ubatch"),
                    JAVA_INT.withName("n_seq_max"),
                    MemoryLayout.paddingLayout(12),
                    JAVA_INT.withName("n_threads"),
                    JAVA_INT.withName("n_threads_batch"),
                    MemoryLayout.paddingLayout(16),
                    JAVA_INT.withName("flash_attn_type"),
                    MemoryLayout.paddingLayout(72),
                    JAVA_BYTE.withName("embeddings"),
                    MemoryLayout.paddingLayout(1),
                    JAVA_BYTE.withName("no_perf"),
                    MemoryLayout.paddingLayout(1),
                    JAVA_BYTE.withName("swa_full"),
                    JAVA_BYTE.withName("kv_unified"),
                    MemoryLayout.paddingLayout(26))
            .withByteAlignment(8);

    /** llama_batch. */
    static final StructLayout BATCH = MemoryLayout.structLayout(
            JAVA_INT.withName("n_tokens"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("token"),
            ADDRESS.withName("embd"),
            ADDRESS.withName("pos"),
            ADDRESS.withName("n_seq_id"),
            ADDRESS.withName("seq_id"),
            ADDRESS.withName("logits"));

    /** ggml_threadpool_params; cpumask (512 bytes, all zero) means no pinning. */
    static final StructLayout THREADPOOL_PARAMS = MemoryLayout.structLayout(
            MemoryLayout.paddingLayout(512),
            JAVA_INT.withName("n_threads"),
            JAVA_INT.withName("prio"),
            JAVA_INT.withName("poll"),
            JAVA_BYTE.withName("strict_cpu"),
            JAVA_BYTE.withName("paused"),
            MemoryLayout.paddingLayout(2));

    static {
        assert MODEL_PARAMS.byteSize() == 80 : MODEL_PARAMS.byteSize();
        assert CONTEXT_PARAMS.byteSize() == 160 : CONTEXT_PARAMS.byteSize();
        assert BATCH.byteSize() == 56 : BATCH.byteSize();
        assert THREADPOOL_PARAMS.byteSize() == 528 : THREADPOOL_PARAMS.byteSize();
    }

    private Layouts() {}

    static void setInt(StructLayout layout, MemorySegment struct, String field, int value) {
        struct.set(JAVA_INT, offset(layout, field), value);
    }

    static void setFlag(StructLayout layout, MemorySegment struct, String field, boolean value) {
        struct.set(JAVA_BYTE, offset(layout, field), (byte) (value ? 1 : 0));
    }

    static void setAddress(StructLayout layout, MemorySegment struct, String field, MemorySegment value) {
        struct.set(ADDRESS, offset(layout, field), value);
    }

    private static long offset(StructLayout layout, String field) {
        return layout.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }
}
