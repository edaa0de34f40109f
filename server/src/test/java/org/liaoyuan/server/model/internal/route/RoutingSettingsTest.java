package org.liaoyuan.server.model.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RoutingSettingsTest {

    private static RoutingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("liaoyuan", RoutingSettings.class)
                .get();
    }

    @Test
    void aPresetFillsInWhatIsLeftOut() {
        RoutingSettings settings = bind(Map.of(
                "liaoyuan.providers.claude.preset", "anthropic",
                "liaoyuan.providers.claude.key", "sk-secret",
                "liaoyuan.providers.claude.times.first", "9s",
                "liaoyuan.providers.claude.models[0].name", "c",
                "liaoyuan.providers.claude.models[0].price-in", "21.5",
                "liaoyuan.aliases.smart.policy", "least-latency",
                "liaoyuan.aliases.smart.targets", "claude/c,default"));

        ProviderConfig claude = settings.fixedProviders().get("claude");
        assertThat(claude.speaks()).isEqualTo(ProviderConfig.Kind.ANTHROPIC);
        assertThat(claude.baseUrl()).isEqualTo("https://api.anthropic.com/v1");
        assertThat(claude.times().first()).isEqualTo(Duration.ofSeconds(9));
        assertThat(claude.times().connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(claude.models().getFirst().tools()).isTrue();
        assertThat(claude.models().getFirst().capabilities(false).price().in()).isEqualTo(21.5);
        assertThat(settings.fixedAliases().get("smart").policy()).isEqualTo(Policy.LEAST_LATENCY);
        assertThat(settings.toString()).doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liaoyuan.providers.far.base-url | ftp://x | base-url",
                "liaoyuan.providers.far.base-url | http://api.example.com/v1 | unencrypted",
                "liaoyuan.aliases.a.targets |  | targets",
                "liaoyuan.providers.BAD_ID.preset | deepseek | BAD_ID"
            })
    void aWrongValueNamesItsKeyAtTheStart(String key, String value, String named) {
        assertThatThrownBy(() -> bind(Map.of(key, value == null ? "" : value))).hasStackTraceContaining(named);
    }
}
