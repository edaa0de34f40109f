package org.liaoyuan.server.observe;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which endpoints there are stands in application.yaml. */
@Configuration(proxyBeanMethods = false)
class ActuatorConfiguration {

    @Bean
    static HealthEndpointGroupsPostProcessor detailsForLoopback() {
        return groups -> HealthEndpointGroups.of(
                new DetailsForLoopback(groups.getPrimary()),
                groups.getNames().stream().collect(Collectors.toMap(Function.identity(), name -> group(groups, name))));
    }

    private static DetailsForLoopback group(HealthEndpointGroups groups, String name) {
        return new DetailsForLoopback(Objects.requireNonNull(groups.get(name), name));
    }
}
