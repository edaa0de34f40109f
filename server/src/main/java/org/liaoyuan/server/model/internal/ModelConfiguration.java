package org.liaoyuan.server.model.internal;

import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.ledger.Budgets;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.observe.ModelObserver;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The model room's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {

    @Bean(destroyMethod = "close")
    LocalModels localModels(Home home, ModelSettings settings) {
        return new LocalModels(home, settings);
    }

    /** What every other room is given. */
    @Bean
    @Primary
    ModelService modelService(LocalModels local, Budgets budgets, EnergyPrices prices, ModelObserver observer) {
        return observer.observe(new MeteredModels(local, budgets, prices));
    }
}
