package org.liaoyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The models and llama.cpp's libraries that {@code ./liaoyuan pull} has put into the data folder, or that stand elsewhere. */
final class Installed {

    static final String SMALL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf";
    static final String USUAL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf";

    @Option(names = "--models-dir", description = "Where the models are; by default the data folder's.")
    private @Nullable Path modelsDir;

    @Option(names = "--natives", description = "Where llama.cpp's libraries are; by default the data folder's.")
    private @Nullable Path nativesDir;

    /** @throws IOException if the model is not here */
    Path model(String file) throws IOException {
        Path model = (modelsDir == null ? home().resolve("models") : modelsDir).resolve(file);
        if (!Files.exists(model)) {
            throw new IOException(
                    model + " is not here; run ./liaoyuan pull and ./liaoyuan pull --small, or give --models-dir");
        }
        return model;
    }

    /** @throws IOException if there are none */
    Path natives() throws IOException {
        if (nativesDir != null) {
            return nativesDir;
        }
        Path all = home().resolve("natives");
        if (Files.isDirectory(all)) {
            try (Stream<Path> folders = Files.list(all)) {
                return folders.filter(Files::isDirectory).findFirst().orElseThrow(() -> none(all));
            }
        }
        throw none(all);
    }

    private static IOException none(Path natives) {
        return new IOException("no native library in " + natives + "; run ./liaoyuan pull, or give --natives");
    }

    static Path home() {
        String home = environment("LIAOYUAN_HOME");
        return home.isEmpty() ? Path.of(System.getProperty("user.home"), ".liaoyuan") : Path.of(home);
    }

    static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
