package org.liaoyuan.server.assistant.digest;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Digests of documents: {@code liaoyuan.digest.*}.
 *
 * @param active whether this server makes any
 * @param mostTokens of a document that the model is shown; at most a third of its context
 * @param mostTime for one
 */
@ConfigurationProperties("liaoyuan.digest")
record DigestSettings(
        @DefaultValue("true") boolean active,
        @DefaultValue("1500") int mostTokens,
        @DefaultValue("5m") Duration mostTime) {

    static final int LEAST_TOKENS = 100;

    DigestSettings {
        if (mostTokens < LEAST_TOKENS) {
            throw new IllegalArgumentException(
                    "liaoyuan.digest.most-tokens is " + mostTokens + "; expected " + LEAST_TOKENS + " or more");
        }
        if (mostTime.toMillis() <= 0) {
            throw new IllegalArgumentException("liaoyuan.digest.most-time is " + mostTime + "; expected more than 0");
        }
    }
}
