package org.liaoyuan.server.model.internal;

import org.liaoyuan.server.home.Home;
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
    ModelService modelService(Home home, ModelSettings settings) {
        return new LocalModels(home, settings);
    }
}
