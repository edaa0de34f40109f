package org.liaoyuan.server.assistant.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.space.index.Entry;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.index.PassageIndex;
import org.liaoyuan.server.space.read.Block;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Passages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the strength of evidence tells questions that the material answers from those that it does not: {@code ./liaoyuan bench
 * evidence}. Each question of CMRC 2018 is asked twice, with its paragraph in the space and without it. The threshold is chosen on the
 * dev part; the trial part tells how it does where it was not chosen. Not a test: its name keeps it out of the run.
 */
class EvidenceBench {

    private static final String INSTRUCTION = "为这个句子生成表示以用于检索相关文章：";
    private static final int ALL = 4_200;
    private static final int PASSAGES = 6;
    private static final int DEEP = 30;
    private static final int AT_ONCE = 16;
    private static final Owner OWNER = new Owner("bench", "bench", new UUID(0, 0));

    @TempDir
    private Path folder;

    private final ModelService models = TestServer.get().bean(ModelService.class);
    private final List<String> texts = new ArrayList<>();

    /** Of each passage. */
    private final List<Integer> paragraphOf = new ArrayList<>();

    /** @param strength of the best passage */
    private record Sample(boolean trial, boolean answerable, double strength) {}

    @Test
    void measure() throws Exception {
        int questions = Integer.getInteger("liaoyuan.bench.questions", ALL);
        List<JsonNode> paragraphs = some(paragraphs(), questions);
        int every = questions < ALL ? 3 : 1;
        List<Sample> samples = new ArrayList<>();
        StringBuilder raw = new StringBuilder();
        try (PassageIndex index = PassageIndex.open(folder)) {
            put(index, paragraphs);
            int number = 0;
            for (int i = 0; i < paragraphs.size(); i++) {
                for (JsonNode question : paragraphs.get(i).path("questions")) {
                    String asked = question.path("question").asString();
                    if (number++ % every == 0 && !asked.isBlank()) {
                        ask(index, i, paragraphs.get(i), asked, samples, raw);
                    }
                }
            }
        }
        Files.writeString(Path.of("target/evidence.csv"), raw);
        report(samples);
    }

    /** As one document: the index makes each document durable, which is not what is measured here. */
    private void put(PassageIndex index, List<JsonNode> paragraphs) throws IOException {
        for (int i = 0; i < paragraphs.size(); i++) {
            for (Passage passage : Passages.of(List.of(new Block(
                    Block.Kind.TEXT, 0, null, paragraphs.get(i).path("text").asString())))) {
                texts.add(passage.text());
                paragraphOf.add(i);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += AT_ONCE) {
            List<String> some = texts.subList(i, Math.min(texts.size(), i + AT_ONCE));
            for (float[] vector :
                    models.embed("bge-small-zh", some, Caller.LOCAL).vectors()) {
                entries.add(new Entry(entries.size(), "", texts.get(entries.size()), vector));
            }
        }
        index.put(OWNER, new UUID(0, 0), 0, entries);
        index.publish();
    }

    private void ask(
            PassageIndex index, int right, JsonNode paragraph, String question, List<Sample> samples, StringBuilder raw)
            throws IOException {
        float[] vector = models.embed("bge-small-zh", List.of(INSTRUCTION + question), Caller.LOCAL)
                .vectors()
                .getFirst();
        List<Hit> hits = index.find(OWNER, question, vector, DEEP);
        boolean trial = paragraph.path("id").asString().startsWith("TRIAL");
        for (boolean answerable : List.of(true, false)) {
            // as if its paragraph had never been added
            List<Hit> seen = hits.stream()
                    .filter(hit -> answerable || paragraphOf.get(hit.ordinal()) != right)
                    .limit(PASSAGES)
                    .toList();
            double best = 0;
            for (Hit hit : seen) {
                String text = text(hit);
                best = Math.max(best, Strength.of(question, text, hit.meaning()));
                raw.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%s-%d,%.4f,%.4f,%.4f%n",
                        trial,
                        answerable,
                        paragraph.path("id").asString(),
                        samples.size() / 2,
                        Strength.coverage(question, text),
                        hit.meaning(),
                        hit.words()));
            }
            assertThat(seen).as("what was found for: %s", question).isNotEmpty();
            samples.add(new Sample(trial, answerable, best));
        }
    }

    private String text(Hit hit) {
        return texts.get(hit.ordinal());
    }

    private static void report(List<Sample> samples) {
        List<Sample> dev = samples.stream().filter(s -> !s.trial).toList();
        List<Sample> trial = samples.stream().filter(s -> s.trial).toList();
        double best = 0;
        for (double threshold = 0.2; threshold < 0.95; threshold += 0.005) {
            if (wrong(dev, threshold, true) + wrong(dev, threshold, false)
                    < wrong(dev, best, true) + wrong(dev, best, false)) {
                best = threshold;
            }
        }
        say("%d questions, each asked with and without its paragraph", samples.size() / 2);
        say("chosen on dev: %.3f; what is set by default: %.3f", best, ENOUGH);
        for (double threshold : List.of(ENOUGH, best)) {
            row("dev", dev, threshold);
            row("trial", trial, threshold);
        }
    }

    /** As the setting has it. */
    private static final double ENOUGH =
            TestServer.get().bean(ProofSettings.class).enough();

    private static void row(String name, List<Sample> part, double threshold) {
        say(
                "  %-5s at %.3f: refused although it was there %.4f, answered although it was not there %.4f",
                name, threshold, wrong(part, threshold, true), wrong(part, threshold, false));
    }

    /** The rate of those on the wrong side. */
    private static double wrong(List<Sample> part, double threshold, boolean answerable) {
        List<Sample> kind =
                part.stream().filter(s -> s.answerable == answerable).toList();
        return kind.stream()
                        .filter(s -> (s.strength >= threshold) != answerable)
                        .count()
                / (double) Math.max(1, kind.size());
    }

    /** For few questions fewer paragraphs do: a third of the questions of each is asked then. */
    private static List<JsonNode> some(List<JsonNode> all, int questions) {
        int step = Math.max(1, ALL / (3 * questions));
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    private static List<JsonNode> paragraphs() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(EvidenceBench.class.getResourceAsStream("/retrieval/cmrc2018.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            JsonMapper json = new JsonMapper();
            return lines.lines().map(json::readTree).toList();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
