package org.liaoyuan.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** The real model and libraries that {@code ./liaoyuan test} fetched. */
final class TestModels {

    private TestModels() {}

    static LlamaModel smol(ModelOptions options) {
        return LlamaModel.load(natives(), options);
    }

    static ModelOptions smolOptions() {
        return ModelOptions.of(folder("liaoyuan.test.models").resolve("SmolLM2-135M-Instruct.Q4_1.gguf"))
                .withContextSize(1024)
                // two threads that wait for each other are far slower than one where other work wants the cores too
                .withThreads(1);
    }

    /** Fills in the middle. */
    static LlamaModel coder() {
        Path file = folder("liaoyuan.test.models").resolve("qwen2.5-coder-0.5b-instruct-q4_k_m.gguf");
        return LlamaModel.load(
                natives(), ModelOptions.of(file).withContextSize(512).withThreads(1));
    }

    static Path natives() {
        return folder("liaoyuan.test.natives");
    }

    private static Path folder(String property) {
        String value = System.getProperty(property, "");
        assumeTrue(!value.isEmpty() && !value.startsWith("$"), "-D" + property + " is not set; run ./liaoyuan test");
        return Path.of(value);
    }
}
