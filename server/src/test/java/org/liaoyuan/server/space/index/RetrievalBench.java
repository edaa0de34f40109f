package org.liaoyuan.server.space.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.gguf.TinyReranker;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.home.Home;
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
 * trial part tells how it does where it was not chosen. With {@code -Dliaoyuan.bench.rerank=MODEL} a sample of each part is put in order
 * by that model as well; {@code tiny-reranker} is one that knows nothing of Chinese, and shows only that it works.
 */
class RetrievalBench {

    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";
    private static final int EACH = 50;
    private static final int RERANKED = 24;
    private static final double[] WEIGHTS = {0.05, 0.1, 0.15, 0.2, 0.3};

    private static final Owner OWNER = new Owner("bench", "bench", new UUID(0, 0));

    @TempDir
    private Path folder;

    private final Map<Fusion.Key, String> texts = new HashMap<>();
    private final ModelService models = TestServer.get().bean(ModelService.class);

    /** A question and what was found for it. */
    private record Asked(
            boolean trial, UUID right, String question, List<Fusion.Found> words, List<Fusion.Found> meaning) {

        /** Where the right paragraph stands, from 0; many if it is not among them. */
        int place(double weight) {
            return placeIn(Fusion.of(words, meaning, weight, EACH).stream().map(Hit::document));
        }

        int placeIn(List<Fusion.Found> list) {
            return placeIn(list.stream().map(found -> found.key().document()));
        }

        private int placeIn(Stream<UUID> found) {
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
                reranked(part);
            }
        }
    }

    /** Evenly taken from all: the fused order of these questions, and what the model makes of it. */
    private void reranked(List<Asked> part) throws IOException {
        String model = System.getProperty("liaoyuan.bench.rerank", "");
        if (model.isEmpty()) {
            return;
        }
        if (model.equals("tiny-reranker")) {
            TinyReranker.write(TestServer.get().bean(Home.class).models().resolve(model + ".gguf"), 1);
        }
        int most = Integer.getInteger("liaoyuan.bench.questions", 50);
        int step = Math.max(1, part.size() / most);
        List<Asked> sample = IntStream.range(0, part.size())
                .filter(i -> i % step == 0)
                .limit(most)
                .mapToObj(part::get)
                .toList();
        say("%d of them, put in order by %s", sample.size(), model);
        row("fused", sample, a -> a.place(Fusion.MEANING));
        long start = System.nanoTime();
        row("with rerank", sample, a -> placeByModel(model, a));
        say("  %.0f ms a question", (System.nanoTime() - start) / 1e6 / sample.size());
    }

    private int placeByModel(String model, Asked asked) {
        List<Hit> hits = Fusion.of(asked.words, asked.meaning, Fusion.MEANING, EACH);
        List<Hit> best = hits.subList(0, Math.min(RERANKED, hits.size()));
        List<Double> scores = models.rerank(
                        model,
                        asked.question,
                        best.stream()
                                .map(hit -> texts.get(new Fusion.Key(hit.document(), hit.ordinal())))
                                .toList(),
                        Caller.LOCAL)
                .scores();
        return asked.placeIn(Stream.concat(
                IntStream.range(0, best.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -scores.get(i)))
                        .map(i -> best.get(i).document()),
                hits.subList(best.size(), hits.size()).stream().map(Hit::document)));
    }

    private static void row(String name, List<Asked> part, ToDoubleFunction<Asked> place) {
        List<Double> places = part.stream().map(place::applyAsDouble).toList();
        double first = places.stream().filter(at -> at < 1).count();
        double ten = places.stream().filter(at -> at < 10).count();
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
            this.texts.put(new Fusion.Key(id, i), texts.get(i));
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
            String asked = questions.get(i);
            float[] vector = vectors.get(i);
            all.add(index.ask(
                    Set.of(OWNER),
                    asked,
                    question -> new Asked(
                            paragraph.path("id").asString().startsWith("TRIAL"),
                            right,
                            asked,
                            question.byWords(EACH),
                            question.byMeaning(vector, EACH))));
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
