package org.liaoyuan.server.model.internal.route;

import java.util.List;
import org.liaoyuan.server.model.internal.remote.Limits;
import org.liaoyuan.server.model.internal.remote.OfferedModel;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.liaoyuan.server.model.internal.remote.Times;

/**
 * A provider as the API shows it: without its key.
 *
 * @param hasKey whether a key, or the name of a variable for it, is kept
 * @param isFixed whether the configuration sets it
 */
record ProviderView(
        String id,
        String preset,
        ProviderConfig.Kind kind,
        String baseUrl,
        boolean inHouse,
        int retries,
        Limits limits,
        Times times,
        List<OfferedModel> models,
        boolean hasKey,
        boolean isFixed) {

    static ProviderView of(Place place) {
        ProviderConfig config = place.provider().config();
        return new ProviderView(
                place.provider().id(),
                config.preset(),
                config.speaks(),
                config.baseUrl(),
                config.staysInHouse(),
                config.retries(),
                config.limits(),
                config.times(),
                config.models(),
                !config.key().isEmpty(),
                place.isFixed());
    }
}
