package org.liaoyuan.server.model.internal;

import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.ledger.Budgets;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model room's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {

    @Bean(destroyMethod = "close")
    ModelService modelService(Home home, ModelSettings settings, Budgets budgets, EnergyPrices prices) {
        return decorate(new LocalModels(home, settings), budgets, prices);
    }

    /** What stands around every model, wherever it runs. */
    private static ModelService decorate(ModelService models, Budgets budgets, EnergyPrices prices) {
        return new MeteredModels(models, budgets, prices);
    }
}
