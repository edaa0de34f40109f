package org.liaoyuan.server.model.internal.route;

import java.util.Optional;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.ModelStatus;

/** How models that are not on this machine stand beside those that are. */
final class Statuses {

    private Statuses() {}

    static ModelStatus remote(Target target) {
        String provider =
                target.place() == null ? "local" : target.place().provider().id();
        return of(target.name(), provider, target.capabilities());
    }

    static ModelStatus alias(String name, Capabilities capabilities) {
        return of(name, "alias", capabilities);
    }

    private static ModelStatus of(String name, String provider, Capabilities capabilities) {
        return new ModelStatus(
                name,
                name,
                ModelStatus.Purpose.CHAT,
                "",
                0,
                0,
                false,
                ModelStatus.State.PRESENT,
                Optional.empty(),
                Optional.empty(),
                provider,
                capabilities,
                Optional.empty());
    }
}
