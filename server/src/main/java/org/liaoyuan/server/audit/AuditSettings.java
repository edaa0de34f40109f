package org.liaoyuan.server.audit;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The audit log's settings, {@code liaoyuan.audit.…}.
 *
 * @param retention how long rows are kept, in whole months, such as {@code P12M}; null for what the page says
 */
@ConfigurationProperties("liaoyuan.audit")
record AuditSettings(@Nullable Period retention) {

    AuditSettings {
        if (retention != null && retention.getDays() != 0) {
            throw new IllegalArgumentException(
                    "liaoyuan.audit.retention is " + retention + "; expected whole months or years, such as P12M");
        }
        if (retention != null) {
            AuditRetention.requirePossible(retention.toTotalMonths());
        }
    }
}
