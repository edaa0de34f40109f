package org.liaoyuan.server.model.internal.remote;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a provider is and how it is spoken to.
 *
 * @param preset the name of a {@link Preset} that gives kind, address and residency where they are left out; may be empty
 * @param kind the format it speaks
 * @param baseUrl what {@code /chat/completions} or {@code /messages} is put behind
 * @param inHouse whether it belongs to who runs this server: words sent there do not leave the house, and http will do
 * @param retries how often the same target is asked again before another one is
 * @param limits how much may be asked
 * @param times how long is waited
 * @param models what it offers; other names are passed on as well
 * @param key the key it wants; may be empty
 */
public record ProviderConfig(
        @DefaultValue("") String preset,
        @Nullable Kind kind,
        @DefaultValue("") String baseUrl,
        @Nullable Boolean inHouse,
        @DefaultValue("1") int retries,
        @DefaultValue Limits limits,
        @DefaultValue Times times,
        @DefaultValue({}) List<OfferedModel> models,
        @JsonIgnore @DefaultValue("") Secret key) {

    private static final int MOST_RETRIES = 10;
    private static final int MOST_MODELS = 1_000;

    /** The format a provider speaks. */
    public enum Kind {
        OPENAI,
        ANTHROPIC
    }

    public ProviderConfig {
        Preset known = preset == null || preset.isEmpty() ? null : Preset.named(preset);
        preset = preset == null ? "" : preset;
        if (known != null) {
            kind = kind == null ? known.kind() : kind;
            baseUrl = baseUrl == null || baseUrl.isEmpty() ? known.baseUrl() : baseUrl;
            inHouse = inHouse == null ? known.inHouse() : inHouse;
        }
        kind = kind == null ? Kind.OPENAI : kind;
        inHouse = inHouse != null && inHouse;
        baseUrl = baseUrl == null ? "" : baseUrl.strip().replaceAll("/+$", "");
        requireAddress(baseUrl, inHouse);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("retries is " + retries + "; expected 0 to " + MOST_RETRIES);
        }
        limits = limits == null ? Limits.USUAL : limits;
        times = times == null ? Times.USUAL : times;
        models = models == null ? List.of() : List.copyOf(models);
        if (models.size() > MOST_MODELS) {
            throw new IllegalArgumentException(
                    "models has " + models.size() + " entries; expected at most " + MOST_MODELS);
        }
        key = key == null ? Secret.NONE : key;
    }

    private static void requireAddress(String baseUrl, boolean inHouse) {
        URI uri;
        try {
            uri = URI.create(baseUrl);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("base-url is no address: " + baseUrl, e);
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "base-url is '" + baseUrl + "'; expected an address such as https://api.example.com/v1");
        }
        if (!inHouse && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "base-url is '" + baseUrl
                            + "', which would send key and words unencrypted; use https, or set in-house if the server is yours");
        }
    }

    /** The same with another key. */
    public ProviderConfig withKey(Secret other) {
        return new ProviderConfig(preset, kind, baseUrl, inHouse, retries, limits, times, models, other);
    }

    /** The format it speaks. */
    public Kind speaks() {
        return kind == null ? Kind.OPENAI : kind;
    }

    /** Whether words sent there stay with who runs this server. */
    @JsonIgnore
    public boolean staysInHouse() {
        return inHouse != null && inHouse;
    }

    /** What is said about a model; a model nobody described may be able to do anything. */
    public OfferedModel offered(String model) {
        return models.stream()
                .filter(m -> m.name().equals(model))
                .findFirst()
                .orElseGet(() -> OfferedModel.named(model));
    }
}
