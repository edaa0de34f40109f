package org.liaoyuan.server.model.internal.route;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Capabilities;

/**
 * One model that may answer.
 *
 * @param name its real name; of a model in this process as it was asked for
 * @param model the provider's own name for it
 * @param place the provider; null for this process
 * @param health how it has been doing
 * @param capabilities what it takes and costs
 */
record Target(String name, String model, @Nullable Place place, Health health, Capabilities capabilities) {

    boolean isLocal() {
        return place == null;
    }
}
