package org.liaoyuan.server.tool;

import org.liaoyuan.server.net.PublicAddresses;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This room's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ToolSettings.class)
class ToolConfiguration {

    /** Where tools may connect to. */
    @Bean
    PublicAddresses toolAddresses(ToolSettings settings) {
        try {
            return new PublicAddresses(settings.inside());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("liaoyuan.tools.inside: " + e.getMessage(), e);
        }
    }
}
