package org.liaoyuan.server.model.internal;

import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.CapabilityProfiles;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.internal.route.Registry;
import org.liaoyuan.server.model.internal.route.Router;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The model room's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {

    @Bean(destroyMethod = "close", defaultCandidate = false)
    Router router(Home home, ModelSettings settings, Registry registry, ObjectProvider<CapabilityProfiles> profiles) {
        CapabilityProfiles measured = (model, skill, difficulty) -> profiles.stream()
                .map(p -> p.lowerBound(model, skill, difficulty))
                .filter(java.util.OptionalDouble::isPresent)
                .findFirst()
                .orElse(java.util.OptionalDouble.empty());
        return new Router(new LocalModels(home, settings), registry, measured);
    }

    /** What every other room gets. */
    @Bean(destroyMethod = "")
    @Primary
    ModelService modelService(@org.springframework.beans.factory.annotation.Qualifier("router") Router router) {
        return decorate(router);
    }

    /** Whoever watches every request wraps the service here, the innermost first. */
    private static ModelService decorate(ModelService service) {
        return service;
    }
}
