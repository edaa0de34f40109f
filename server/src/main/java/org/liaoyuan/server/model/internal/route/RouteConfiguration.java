package org.liaoyuan.server.model.internal.route;

import org.liaoyuan.server.vault.KeyVault;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of routing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutingSettings.class)
class RouteConfiguration {

    @Bean(destroyMethod = "") // the router closes it
    Registry providerRegistry(JdbcClient jdbc, KeyVault vault, RoutingSettings settings) {
        return new Registry(new ProviderStore(jdbc, vault), settings, System.getenv());
    }
}
