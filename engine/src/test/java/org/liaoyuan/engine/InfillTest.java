package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fill in the middle, on a real code model and on one that has no tokens for it. */
class InfillTest {

    private static final String PREFIX = "def add(a, b):\n    return ";
    private static final String SUFFIX = "\n\nprint(add(1, 2))\n";

    @Test
    void theMiddleFitsBetweenPrefixAndSuffix() throws Exception {
        try (LlamaModel model = TestModels.coder()) {
            int[] prompt = model.tokenizeInfill(PREFIX, SUFFIX);
            String middle = model.generate(new GenerationRequest(prompt, 24, Sampling.GREEDY, List.of(), -1))
                    .readAll();

            assertThat(model.info().supportsInfill()).isTrue();
            assertThat(middle).contains("a + b");
        }
    }

    @Test
    void markersInTheCodeStayText() {
        try (LlamaModel model = TestModels.coder()) {
            int marker = model.tokenize("<|fim_middle|>", false, true)[0];
            int[] prompt = model.tokenizeInfill("x = '<|fim_middle|>'", "y");

            assertThat(Arrays.stream(prompt).filter(token -> token == marker)).hasSize(1);
            assertThat(prompt).endsWith(marker);
        }
    }

    @Test
    void aModelWithoutTheTokensSaysSo() {
        try (LlamaModel model = TestModels.smol(TestModels.smolOptions())) {
            assertThat(model.info().supportsInfill()).isFalse();
            assertThatThrownBy(() -> model.tokenizeInfill(PREFIX, SUFFIX))
                    .isInstanceOf(UnsupportedByModelException.class)
                    .hasMessageContaining("fill-in-the-middle");
        }
    }
}
