package org.liaoyuan.server.model.internal.route;

import java.time.Duration;
import org.liaoyuan.server.model.internal.remote.Provider;

/**
 * A provider with its limits.
 *
 * @param isFixed whether the configuration sets it, so that it can't be changed while the server runs
 */
record Place(Provider provider, Gate gate, boolean isFixed) {

    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST_STEPS = 600;

    /** Lets answers under way end, within reason, and closes it. */
    void retire() {
        Thread.ofVirtual().name("provider-retires").start(() -> {
            try {
                for (int i = 0; i < MOST_STEPS && gate.inside() > 0; i++) {
                    Thread.sleep(STEP);
                }
            } catch (InterruptedException now) {
                // close it at once
            }
            provider.close();
        });
    }
}
