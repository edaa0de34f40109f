package org.liaoyuan.server.model.internal.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Providers and aliases that the configuration sets; the database may hold more, but not others of the same name.
 *
 * @param providers {@code liaoyuan.providers.<id>.*}
 * @param aliases {@code liaoyuan.aliases.<name>.*}
 */
@ConfigurationProperties("liaoyuan")
record RoutingSettings(
        @Nullable Map<String, ProviderConfig> providers,
        @Nullable Map<String, AliasConfig> aliases) {

    RoutingSettings {
        providers = providers == null ? Map.of() : Map.copyOf(providers);
        aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
        providers.keySet().forEach(Names::requireProvider);
        aliases.keySet().forEach(Names::requireAlias);
    }

    Map<String, ProviderConfig> fixedProviders() {
        return providers == null ? Map.of() : providers;
    }

    Map<String, AliasConfig> fixedAliases() {
        return aliases == null ? Map.of() : aliases;
    }
}
