package org.liaoyuan.server.space.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.space.read.Block;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Passages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often the right paragraph is first, or among ten, for the questions of CMRC 2018 (its dev and trial parts, CC BY-SA 4.0): {@code
 * ./liaoyuan bench retrieval}. Not a test: its name keeps it out of the run. The weight of meaning was chosen on the dev part; the
 * trial part tells how it does where it was not chosen.
 */
class RetrievalBench {

    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";
    private static final int EACH = 50;
    private static final double[] WEIGHTS = {0.05, 0.1, 0.15, 0.2, 0.3};

    private static final Owner OWNER = new Owner("bench", "bench", new UUID(0, 0));

    @TempDir
    private Path folder;

    private final ModelService models = TestServer.get().bean(ModelService.class);

    /** A question and what was found for it. */
    private record Asked(boolean trial, UUID right, List<Fusion.Found> words, List<Fusion.Found> meaning) {

        /** Where the right paragraph stands, from 0; many if it is not among them. */
        int place(double weight) {
            return placeIn(Fusion.of(words, meaning, weight, EACH).stream().map(Hit::document));
        }

        int placeIn(List<Fusion.Found> list) {
            return placeIn(list.stream().map(found -> found.key().document()));
        }

        private int placeIn(java.util.stream.Stream<UUID> found) {
            int place = found.distinct().toList().indexOf(right);
            return place < 0 ? Integer.MAX_VALUE : place;
        }
    }

    @Test
    void measure() throws Exception {
        List<JsonNode> paragraphs = paragraphs();
        try (PassageIndex index = PassageIndex.open(folder)) {
            long start = System.nanoTime();
            int passages = 0;
            for (int i = 0; i < paragraphs.size(); i++) {
                passages += put(
                        index, new UUID(0, i), paragraphs.get(i).path("text").asString());
            }
            index.publish();
            double seconds = (System.nanoTime() - start) / 1e9;
            say(
                    "%d paragraphs, %d passages, %.0f passages/s embedded and indexed",
                    paragraphs.size(), passages, passages / seconds);
            List<Asked> asked = new ArrayList<>();
            for (int i = 0; i < paragraphs.size(); i++) {
                asked.addAll(ask(index, new UUID(0, i), paragraphs.get(i)));
            }
            for (boolean trial : List.of(false, true)) {
                List<Asked> part = asked.stream().filter(a -> a.trial == trial).toList();
                say("%s, %d questions: recall@1, recall@10", trial ? "trial" : "dev", part.size());
                row("words alone", part, a -> a.placeIn(a.words));
                row("meaning alone", part, a -> a.placeIn(a.meaning));
                row("fused", part, a -> a.place(Fusion.MEANING));
                for (double weight : WEIGHTS) {
                    row("  weight " + weight, part, a -> a.place(weight));
                }
            }
        }
    }

    private static void row(String name, List<Asked> part, ToDoubleFunction<Asked> place) {
        double first = part.stream().filter(a -> place.applyAsDouble(a) < 1).count();
        double ten = part.stream().filter(a -> place.applyAsDouble(a) < 10).count();
        say("  %-16s %.4f %.4f", name, first / part.size(), ten / part.size());
    }

    private int put(PassageIndex index, UUID id, String text) throws IOException {
        List<String> texts = Passages.of(List.of(new Block(Block.Kind.TEXT, 0, null, text))).stream()
                .map(Passage::text)
                .toList();
        List<float[]> vectors =
                models.embed("bge-small-zh", texts, Caller.LOCAL).vectors();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            entries.add(new Entry(i, "", texts.get(i), vectors.get(i)));
        }
        index.put(OWNER, id, 0, entries);
        return entries.size();
    }

    private List<Asked> ask(PassageIndex index, UUID right, JsonNode paragraph) throws IOException {
        List<String> questions = new ArrayList<>();
        paragraph
                .path("questions")
                .forEach(q -> questions.add(q.path("question").asString()));
        // one of them is empty
        questions.removeIf(String::isBlank);
        List<float[]> vectors = models.embed(
                        "bge-small-zh",
                        questions.stream().map(INSTRUCTION::concat).toList(),
                        Caller.LOCAL)
                .vectors();
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            all.add(index.ask(
                    Set.of(OWNER),
                    questions.get(i),
                    vectors.get(i),
                    question -> new Asked(
                            paragraph.path("id").asString().startsWith("TRIAL"),
                            right,
                            question.byWords(EACH),
                            question.byMeaning(EACH))));
        }
        return all;
    }

    private static List<JsonNode> paragraphs() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(RetrievalBench.class.getResourceAsStream("/retrieval/cmrc2018.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            JsonMapper json = new JsonMapper();
            return lines.lines().map(json::readTree).toList();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
