package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models and native libraries this version knows, from {@code catalogue.json}.
 *
 * @param models the default first, its smaller sister second
 * @param natives llama.cpp, one a platform
 * @param speechNatives sherpa-onnx, one a platform
 */
record Catalogue(List<Model> models, List<Native> natives, List<Native> speechNatives) {

    /** A model; the components are {@link org.liaoyuan.server.model.ModelStatus}'s and {@link Artifact}'s. */
    record Model(
            String name,
            String title,
            Purpose purpose,
            String licence,
            String file,
            long size,
            String sha256,
            long memory,
            List<Source> sources,
            List<Artifact> with) {

        /** @param with other files that it needs; null in the JSON for none */
        @SuppressWarnings("ConstantValue")
        Model {
            sources = List.copyOf(sources);
            with = with == null ? List.of() : List.copyOf(with);
        }

        Artifact artifact() {
            return new Artifact(file, size, sha256, sources);
        }

        /** Whether all of its files are in a folder. */
        boolean isIn(Path folder) {
            return Files.exists(folder.resolve(file))
                    && with.stream().allMatch(a -> Files.exists(folder.resolve(a.file())));
        }

        /** Bytes of all; 0 if its own are not known. */
        long allBytes() {
            return size == 0
                    ? 0
                    : size + with.stream().mapToLong(Artifact::size).sum();
        }

        /** Whether llama.cpp runs it. */
        boolean needsNatives() {
            return purpose == Purpose.CHAT || purpose == Purpose.RERANK;
        }

        Model withPurpose(Purpose other) {
            return new Model(name, title, other, licence, file, size, sha256, memory, sources, with);
        }
    }

    /**
     * A build of llama.cpp or of sherpa-onnx.
     *
     * @param platform as {@link #platform()} says
     * @param version of the library
     * @param folder where the libraries lie inside the archive
     */
    record Native(
            String platform,
            String version,
            String licence,
            String file,
            String folder,
            long size,
            String sha256,
            List<Source> sources) {

        Artifact artifact() {
            return new Artifact(file, size, sha256, sources);
        }
    }

    static Catalogue load() {
        try (InputStream json = Objects.requireNonNull(Catalogue.class.getResourceAsStream("/catalogue.json"))) {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(json, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first model that is for something: what {@code default} means there. */
    Model first(Purpose purpose) {
        return models.stream()
                .filter(model -> model.purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    Optional<Native> nativeLibrary() {
        return ofThisPlatform(natives);
    }

    Optional<Native> speechLibrary() {
        return ofThisPlatform(speechNatives);
    }

    private static Optional<Native> ofThisPlatform(List<Native> all) {
        return all.stream().filter(n -> n.platform().equals(platform())).findFirst();
    }

    /** Such as {@code linux-x64}. */
    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        String system = os.contains("mac") ? "mac" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : "arm64");
    }
}
