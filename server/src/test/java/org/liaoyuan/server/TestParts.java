package org.liaoyuan.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.liaoyuan.server.home.Home;

/** What {@code ./liaoyuan test} fetched, and data folders that hold it. */
public final class TestParts {

    public static final String MODEL = "smollm2-135m";
    public static final String MODEL_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf";

    /** One that fills in the middle. */
    public static final String CODE_MODEL = "qwen2.5-coder-0.5b";

    public static final String CODE_MODEL_FILE = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf";

    /** What reads pictures. */
    public static final String PICTURE_MODEL_FILE = "ppocr-v6-small-3.10.0.whl";

    /** What writes down sound, what speaks and what tells speakers apart, with all that they need. */
    public static final List<String> SOUND_FILES = List.of(
            "whisper-base-ct2.bin",
            "silero_vad-6.2.3-py3-none-any.whl",
            "kokoro-v1.0-int8.onnx",
            "kokoro-js-1.2.1.tgz",
            "misaki-0.9.4-py3-none-any.whl",
            "Resemblyzer-0.1.4-py3-none-any.whl");

    private TestParts() {}

    /** A data folder with the test models and the native library in their places. */
    public static Home home(Path folder) throws IOException {
        Home home = new Home(folder);
        for (String file : List.of(MODEL_FILE, CODE_MODEL_FILE)) {
            Files.createSymbolicLink(home.models().resolve(file), models().resolve(file));
        }
        for (String file : SOUND_FILES) {
            Files.createSymbolicLink(home.models().resolve(file), models().resolve(file));
        }
        Files.createSymbolicLink(home.natives().resolve("0.5.0-linux-x64"), natives());
        return home;
    }

    public static Path models() {
        return path("liaoyuan.test.models");
    }

    public static Path natives() {
        return path("liaoyuan.test.natives");
    }

    /** A path that the launcher gives by a system property; the test is skipped where it gives none. */
    public static Path path(String property) {
        String value = System.getProperty(property, "");
        assumeTrue(!value.isEmpty() && !value.startsWith("$"), "-D" + property + " is not set; run ./liaoyuan test");
        return Path.of(value);
    }
}
