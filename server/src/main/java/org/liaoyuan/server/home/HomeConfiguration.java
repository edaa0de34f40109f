package org.liaoyuan.server.home;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data folder as a bean: {@code liaoyuan.home}, or what the environment says. */
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    @Bean
    Home home(@Value("${liaoyuan.home:}") String path) {
        return path.isBlank() ? Home.fromEnvironment() : new Home(Path.of(path));
    }
}
