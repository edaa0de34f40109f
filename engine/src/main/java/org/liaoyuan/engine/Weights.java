package org.liaoyuan.engine;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeContext;

/**
 * What a request is computed with: keys and values computed with other weights are of no use to it.
 *
 * @param adapter null for the model as it is
 * @param scale how strongly the adapter counts; 0 without one
 */
record Weights(@Nullable LoraAdapter adapter, float scale) {

    private static final Weights BASE = new Weights(null, 0);

    /** An adapter at scale 0 is the model as it is. */
    static Weights of(GenerationRequest request) {
        boolean changes = request.adapter() != null && request.adapterScale() != 0;
        return changes ? new Weights(request.adapter(), request.adapterScale()) : BASE;
    }

    void use(NativeContext context) {
        context.use(adapter == null ? null : adapter.loaded(), scale);
    }

    /** No new request will have them. */
    boolean isOver() {
        return adapter != null && adapter.isClosed();
    }
}
