package org.liaoyuan.server.model.internal.remote;

import java.util.Optional;
import org.liaoyuan.server.model.RemoteFailure;

/** The right to one request at a provider. */
public interface Lease {

    /**
     * Given back, once.
     *
     * @param failure what broke an answer that had begun
     */
    void ended(Optional<RemoteFailure> failure);
}
