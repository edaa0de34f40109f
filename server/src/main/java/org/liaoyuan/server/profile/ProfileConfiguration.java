package org.liaoyuan.server.profile;

import org.liaoyuan.server.profile.probe.Suite;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The suite as a bean. */
@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    Suite suite() {
        return Suite.load();
    }
}
