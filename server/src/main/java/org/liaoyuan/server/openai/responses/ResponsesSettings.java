package org.liaoyuan.server.openai.responses;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is kept of {@code /v1/responses}: {@code liaoyuan.responses.*}.
 *
 * @param retention a response is dropped when it has not been followed for this long
 * @param mostKept all responses together; beyond it those longest unused are dropped
 * @param mostChain a conversation of more responses, by {@code previous_response_id}, is refused
 * @param mostChainSize and so is one whose responses are longer together
 */
@ConfigurationProperties("liaoyuan.responses")
record ResponsesSettings(
        @DefaultValue("30d") Duration retention,
        @DefaultValue("1GB") DataSize mostKept,
        @DefaultValue("500") int mostChain,
        @DefaultValue("32MB") DataSize mostChainSize) {

    ResponsesSettings {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException(
                    "liaoyuan.responses.retention is " + retention + "; expected more than nothing, such as 30d");
        }
        if (mostChain < 1) {
            throw new IllegalArgumentException(
                    "liaoyuan.responses.most-chain is " + mostChain + "; expected 1 or more");
        }
    }
}
