package org.liaoyuan.server.model.internal;

import java.util.OptionalDouble;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.ledger.Budgets;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.model.CapabilityProfiles;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.internal.route.Registry;
import org.liaoyuan.server.model.internal.route.Router;
import org.liaoyuan.server.model.observe.ModelObserver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The model room's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {

    // closed by whoever stands around it, the outermost first
    @Bean(destroyMethod = "")
    LocalModels localModels(Home home, ModelSettings settings) {
        return new LocalModels(home, settings);
    }

    @Bean(destroyMethod = "", defaultCandidate = false)
    Router router(LocalModels local, Registry registry, ObjectProvider<CapabilityProfiles> profiles) {
        CapabilityProfiles measured = (model, skill, difficulty) -> profiles.stream()
                .map(p -> p.lowerBound(model, skill, difficulty))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
        return new Router(local, registry, measured);
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    MeteredModels meteredModels(@Qualifier("router") Router router, Budgets budgets, EnergyPrices prices) {
        return new MeteredModels(router, budgets, prices);
    }

    /** What every other room is given: local models and providers, on somebody's account, observed. */
    @Bean
    @Primary
    ModelService modelService(@Qualifier("meteredModels") MeteredModels metered, ModelObserver observer) {
        return observer.observe(metered);
    }
}
