package org.liaoyuan.sound.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/** Networks that were made or changed here, loaded. */
public final class Sessions {

    private Sessions() {}

    /**
     * Loads a network, handed over outside of the heap.
     *
     * @param threads of one call
     * @throws OrtException if it is none
     */
    public static OrtSession of(ProtoMessage network, int threads) throws OrtException {
        try (Arena arena = Arena.ofConfined()) {
            return of(network.toBuffer(arena), threads);
        }
    }

    /** As {@link #of(ProtoMessage, int)}, of a network's bytes; they are not needed any more when it is loaded. */
    public static OrtSession of(ByteBuffer network, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0"); // others want the processors too
            return OrtEnvironment.getEnvironment().createSession(network, options);
        }
    }
}
