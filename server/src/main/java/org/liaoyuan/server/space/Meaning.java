package org.liaoyuan.server.space;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.space.read.Passage;
import org.springframework.stereotype.Component;

/** Vectors of passages and questions; booked on whoever asks. */
@Component
public class Meaning {

    private static final String MODEL = "bge-small-zh";

    /** As the model's authors trained it: before a question, not before a passage. */
    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";

    private static final int AT_ONCE = 32;

    private final ModelService models;

    Meaning(ModelService models) {
        this.models = models;
    }

    /** One vector a passage, in their order. */
    public List<float[]> of(List<Passage> passages, Caller caller) throws InterruptedException {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < passages.size(); i += AT_ONCE) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<String> texts = passages.subList(i, Math.min(passages.size(), i + AT_ONCE)).stream()
                    .map(Meaning::text)
                    .toList();
            vectors.addAll(models.embed(MODEL, texts, caller).vectors());
        }
        return vectors;
    }

    public float[] of(String question, Caller caller) {
        return models.embed(MODEL, List.of(INSTRUCTION + question), caller)
                .vectors()
                .getFirst();
    }

    /** A passage means more below its heading. */
    private static String text(Passage passage) {
        String heading = passage.headings().isEmpty() ? "" : passage.headings().getLast();
        return Stream.of(heading, passage.text())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
