package org.liaoyuan.server.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is kept of runs, {@code liaoyuan.agents.runs.…}.
 *
 * @param retention how long a run that has ended is kept, such as {@code 90d}; null for ever
 */
@ConfigurationProperties("liaoyuan.agents.runs")
record RunSettings(@Nullable Duration retention) {

    RunSettings {
        if (retention != null && !retention.isPositive()) {
            throw new IllegalArgumentException(
                    "liaoyuan.agents.runs.retention is " + retention + "; expected a time such as 90d");
        }
    }
}
