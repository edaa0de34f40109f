package org.liaoyuan.server.model.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans through which the models are seen. A room that brings models from elsewhere adds a {@link HealthContributor} bean of
 * its own: its name without the ending is the component's.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObserveSettings.class)
class ObserveConfiguration {

    @Bean
    ModelFailures modelFailures() {
        return new ModelFailures();
    }

    @Bean
    ModelObserver modelObserver(
            LocalModelService local,
            ObserveSettings settings,
            ModelFailures failures,
            MeterRegistry registry,
            ObjectProvider<OpenTelemetry> telemetry) {
        Observation observation = new Observation(
                telemetry.getIfAvailable(OpenTelemetry::noop).getTracer("org.liaoyuan.model"),
                new CallMetrics(registry),
                failures,
                model -> local.models().stream().anyMatch(m -> m.name().equals(model)) ? Observation.HERE : "remote",
                settings.captureContent());
        return models -> new ObservedModels(models, observation, new EngineMetrics(registry, models::load));
    }

    @Bean
    HealthContributor modelsHealthContributor(ModelService models, LocalModelService local, ModelFailures failures) {
        return new ModelsHealth(models, local, failures);
    }

    @Bean
    HealthContributor engineHealthContributor(LocalModelService local) {
        return new EngineHealth(local);
    }
}
