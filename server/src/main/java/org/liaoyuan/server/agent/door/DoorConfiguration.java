package org.liaoyuan.server.agent.door;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings of this room's doors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
class DoorConfiguration {

    private static final String ADDRESS = "http.url";

    /** The address of a webhook is its secret, and traces are read elsewhere. */
    @Bean
    static ObservationFilter webhooksWithoutTheirTokens() {
        return context -> {
            KeyValue address = context.getHighCardinalityKeyValue(ADDRESS);
            return address != null && address.getValue().startsWith(Triggers.ADDRESS)
                    ? context.addHighCardinalityKeyValue(KeyValue.of(ADDRESS, Triggers.ADDRESS))
                    : context;
        };
    }
}
