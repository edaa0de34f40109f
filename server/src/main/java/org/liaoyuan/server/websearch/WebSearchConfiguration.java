package org.liaoyuan.server.websearch;

import org.liaoyuan.server.websearch.ask.ServiceClient;
import org.liaoyuan.server.websearch.fetch.Fetcher;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** This room's settings, and what is made by them at the first search. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSearchSettings.class)
class WebSearchConfiguration {

    @Bean
    @Lazy
    ServiceClient searchServiceClient() {
        return new ServiceClient();
    }

    @Bean
    @Lazy
    Fetcher webPageFetcher(WebSearchSettings settings) {
        return new Fetcher(settings.insideHosts());
    }
}
