package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.model.Embeddings;

class EmbedderTest {

    private static List<String> texts() {
        List<String> texts =
                new ArrayList<>(List.of("字", "星星之火，可以燎原。", "A spark can start a prairie fire. ".repeat(20)));
        // longer than the model reads at once
        texts.add("灯塔在海边，灯光每十秒闪一次。".repeat(60));
        for (int i = 0; i < 12; i++) {
            texts.add("第 " + i + " 条，长度各不相同".repeat(i + 1));
        }
        return texts;
    }

    @Test
    void vectorsAreThoseOfTheLibrarysOwnSessionWhoeverStandsBeside() {
        BgeSmallZhV15QuantizedEmbeddingModel library = new BgeSmallZhV15QuantizedEmbeddingModel();
        Embedder embedder = new Embedder(() -> false);

        Embeddings together = embedder.embed(texts());

        int tokens = 0;
        for (int i = 0; i < texts().size(); i++) {
            var alone = library.embed(texts().get(i));
            tokens += alone.tokenUsage().inputTokenCount();
            assertThat(together.vectors().get(i))
                    .as("text %s", i)
                    .containsExactly(alone.content().vector(), within(1e-5f));
        }
        assertThat(together.tokens()).isEqualTo(tokens);
        assertThat(together.model()).isEqualTo("bge-small-zh");
    }

    @Test
    void whileSomebodyIsAnsweredManyTextsAreEmbeddedAllTheSameAndAreAsked() {
        AtomicInteger asked = new AtomicInteger();
        Embedder busy = new Embedder(() -> asked.incrementAndGet() > 0);

        assertThat(busy.embed(texts()).vectors()).hasSize(texts().size());
        assertThat(asked).hasValue(texts().size());
        assertThat(busy.embed(List.of("one question")).vectors()).hasSize(1);
        assertThat(asked).hasValue(texts().size());
    }
}
