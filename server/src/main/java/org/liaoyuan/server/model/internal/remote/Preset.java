package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A well-known provider.
 *
 * @param name what settings call it
 * @param title what people call it
 * @param kind the format it speaks
 * @param baseUrl its address
 * @param inHouse whether it is a program that one runs oneself
 * @param naming how its models are named, in English
 * @param namingZh the same in Chinese
 */
public record Preset(
        String name,
        String title,
        ProviderConfig.Kind kind,
        String baseUrl,
        boolean inHouse,
        String naming,
        String namingZh) {

    private static final List<Preset> ALL = read();

    /** Every preset, in the order to be shown. */
    public static List<Preset> all() {
        return ALL;
    }

    static Preset named(String name) {
        return ALL.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("preset is '" + name + "'; known are "
                        + String.join(", ", ALL.stream().map(Preset::name).toList())));
    }

    private static List<Preset> read() {
        try (InputStream in = Preset.class.getResourceAsStream("/presets.json")) {
            return List.copyOf(
                    new JsonMapper().readValue(Objects.requireNonNull(in), new TypeReference<List<Preset>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
