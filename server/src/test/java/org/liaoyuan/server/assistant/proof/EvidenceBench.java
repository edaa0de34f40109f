package org.liaoyuan.server.assistant.proof;

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
    private static final int PASSAGES = 6;
    private static final int DEEP = 30;
    private static final Owner OWNER = new Owner("bench", "bench", new UUID(0, 0));

    @TempDir
    private Path folder;

    private final ModelService models = TestServer.get().bean(ModelService.class);
    private final List<List<String>> texts = new ArrayList<>();

    /** @param strength of the best passage */
    private record Sample(boolean trial, boolean answerable, double strength) {}

    @Test
    void measure() throws Exception {
        List<JsonNode> paragraphs = paragraphs();
        int every = Math.max(1, 4_200 / Integer.getInteger("liaoyuan.bench.questions", 4_200));
        List<Sample> samples = new ArrayList<>();
        StringBuilder raw = new StringBuilder();
        try (PassageIndex index = PassageIndex.open(folder)) {
            for (int i = 0; i < paragraphs.size(); i++) {
                put(index, i, paragraphs.get(i).path("text").asString());
            }
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

    private void put(PassageIndex index, int number, String text) throws IOException {
        List<String> passages = Passages.of(List.of(new Block(Block.Kind.TEXT, 0, null, text))).stream()
                .map(Passage::text)
                .toList();
        List<float[]> vectors =
                models.embed("bge-small-zh", passages, Caller.LOCAL).vectors();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            entries.add(new Entry(i, "", passages.get(i), vectors.get(i)));
        }
        index.put(OWNER, new UUID(0, number), entries);
        texts.add(passages);
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
                    .filter(hit -> answerable || hit.document().getLeastSignificantBits() != right)
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
            samples.add(new Sample(trial, answerable, best));
        }
    }

    private String text(Hit hit) {
        return texts.get((int) hit.document().getLeastSignificantBits()).get(hit.ordinal());
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
