package org.liaoyuan.server.openai;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the API: {@code liaoyuan.openai.*}.
 *
 * @param mostBody a longer request is refused with status 413
 * @param mostTime an answer is ended after this long
 */
@ConfigurationProperties("liaoyuan.openai")
public record OpenAiSettings(
        @DefaultValue("8MB") DataSize mostBody,
        @DefaultValue("10m") Duration mostTime) {}
