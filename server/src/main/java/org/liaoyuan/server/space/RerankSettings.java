package org.liaoyuan.server.space;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a model puts the best passages of a search in order: {@code liaoyuan.space.rerank.*}.
 *
 * @param wanted for the installation; each person may do without
 * @param model that ranks: one of this machine, or {@code provider/model}; empty for the first that is on this machine
 * @param passages how many of the best are put in order
 * @param mostTime that a search waits for it
 */
@ConfigurationProperties("liaoyuan.space.rerank")
record RerankSettings(
        @DefaultValue("false") boolean wanted,
        @DefaultValue("") String model,
        @DefaultValue("24") int passages,
        @DefaultValue("1500ms") Duration mostTime) {

    private static final int MOST = 100;

    RerankSettings {
        if (passages < 1 || passages > MOST) {
            throw new IllegalArgumentException(
                    "liaoyuan.space.rerank.passages is " + passages + "; expected 1 to " + MOST);
        }
        if (!mostTime.isPositive() || mostTime.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "liaoyuan.space.rerank.most-time is " + mostTime + "; expected more than 0, at most 1m");
        }
    }
}
