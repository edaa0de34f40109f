package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the real SmolLM2, whose token embeddings are averaged: no embedding model, but one whose vectors must still make sense. */
class EmbeddingModelTest {

    private static EmbeddingModel model;

    @BeforeAll
    static void load() {
        model = EmbeddingModel.load(
                TestModels.natives(), TestModels.smolOptions().withContextSize(256));
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    private static List<float[]> embed(String... texts) {
        return model.embed(List.of(texts).stream().map(model::tokenize).toList());
    }

    private static double cosine(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    @Test
    void everyVectorHasTheModelsWidthAndLengthOne() {
        float[] vector = embed("The weather is fine today.").getFirst();

        assertThat(vector).hasSize(model.info().embeddingSize());
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-4));
    }

    @Test
    void nearMeaningsLieNearerThanFarOnes() {
        List<float[]> vectors = embed(
                "The cat sleeps on the warm sofa.",
                "A kitten is sleeping on the couch.",
                "The central bank raised interest rates by half a point.");

        assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(cosine(vectors.get(0), vectors.get(2)));
    }

    @Test
    void manyTextsTogetherGiveWhatEachGivesAlone() {
        String[] texts = IntStream.range(0, 70)
                .mapToObj(i -> "Sentence number " + i + " speaks of " + (i % 7) + " apples. ".repeat(1 + i % 5))
                .toArray(String[]::new);

        List<float[]> together = embed(texts);

        for (int i = 0; i < texts.length; i += 13) {
            assertThat(cosine(together.get(i), embed(texts[i]).getFirst())).isGreaterThan(0.99);
        }
    }

    @Test
    void callersFromManyThreadsEachGetTheirOwn() throws Exception {
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String text = "Caller " + i + " asks about topic " + i * i;
            float[] alone = embed(text).getFirst();
            callers.add(() -> cosine(embed(text).getFirst(), alone) > 0.99);
        }

        try (var executor = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> same : executor.invokeAll(callers)) {
                assertThat(same.get()).isTrue();
            }
        }
    }

    @Test
    void aTextLongerThanTheContextIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> model.embed(List.of(new int[300])))
                .isInstanceOf(ContextOverflowException.class)
                .hasMessageContaining("300")
                .hasMessageContaining("256");
    }

    @Test
    void aTokenOutsideTheVocabularyNeverReachesNativeCode() {
        assertThatThrownBy(() -> model.embed(List.of(new int[] {1, Integer.MAX_VALUE})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483647");
    }
}
