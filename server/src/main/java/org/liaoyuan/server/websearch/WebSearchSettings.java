package org.liaoyuan.server.websearch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a search of the web may cost: {@code liaoyuan.websearch.*}. Which services are asked is set on the page.
 *
 * @param insideHosts hosts inside one's own network whose pages may be fetched, as addresses write them
 * @param mostPages pages that are fetched for a search
 * @param mostServiceTime for one service to answer
 * @param mostPageTime for one page to come
 * @param mostTime for a whole search
 * @param remember how long a search is answered from memory; 0 for never
 */
@ConfigurationProperties("liaoyuan.websearch")
record WebSearchSettings(
        @DefaultValue List<String> insideHosts,
        @DefaultValue("5") int mostPages,
        @DefaultValue("8s") Duration mostServiceTime,
        @DefaultValue("6s") Duration mostPageTime,
        @DefaultValue("20s") Duration mostTime,
        @DefaultValue("10m") Duration remember) {

    private static final int MOST_PAGES = 20;

    WebSearchSettings {
        insideHosts = List.copyOf(insideHosts);
        if (mostPages < 1 || mostPages > MOST_PAGES) {
            throw new IllegalArgumentException(
                    "liaoyuan.websearch.most-pages is " + mostPages + "; expected 1 to " + MOST_PAGES);
        }
        Map.of("most-service-time", mostServiceTime, "most-page-time", mostPageTime, "most-time", mostTime)
                .forEach((key, time) -> {
                    if (!time.isPositive() || time.compareTo(Duration.ofMinutes(5)) > 0) {
                        throw new IllegalArgumentException(
                                "liaoyuan.websearch." + key + " is " + time + "; expected more than 0, at most 5m");
                    }
                });
        if (remember.isNegative() || remember.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "liaoyuan.websearch.remember is " + remember + "; expected 0 to one day");
        }
    }
}
