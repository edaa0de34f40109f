package org.liaoyuan.server.space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.read.Block;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Passages;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A space of 100,000 passages: {@code ./liaoyuan bench space}. Not a test: its name keeps it out of the run. The passages of CMRC 2018
 * are embedded; the others are halves of two of them, with the mean of their vectors and some noise, so that it takes minutes. With
 * {@code -Dliaoyuan.bench.embed=true} all are embedded.
 */
class SpaceBench {

    private static final int PASSAGES = Integer.getInteger("liaoyuan.bench.passages", 100_000);
    private static final boolean EMBED = Boolean.getBoolean("liaoyuan.bench.embed");
    private static final int A_DOCUMENT = 100;
    private static final int QUESTIONS = 500;
    private static final int LIMIT = 10;

    private static final House HOUSE = House.get();

    @TempDir
    private Path folder;

    private final Work work = HOUSE.server.bean(Work.class);
    private final Meaning meaning = HOUSE.server.bean(Meaning.class);
    private final Random random = new Random(6);
    private final List<Passage> real = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();

    private Owner owner = new Owner("", "", new UUID(0, 0));
    private int documents;

    private record Asked(float[] vector, List<Hit> hits) {}

    @Test
    void measure() throws Exception {
        // this reads nothing by itself, and the documents here are nobody else's
        HOUSE.server.bean(ReadingWorker.class).close();
        Desk ada = new Desk(HOUSE.newMember(HOUSE.owner(), "ada-scale", Role.MEMBER));
        owner = new Owner(
                "local",
                ada.who().get("/api/account").at("/id").asString(),
                UUID.fromString(ada.who().get("/api/space").at("/id").asString()));
        load();
        Home home = new Home(folder.resolve("one"));
        IndexMirror index = mirror(home);
        index.reconcile();

        embedAndIndex(index);
        fill(index);
        index.keep();
        say("index on the disk: %d MB", size(home.index()) >> 20);

        List<Asked> asked = ask(index);
        memory();
        long start = System.nanoTime();
        IndexMirror again = mirror(new Home(folder.resolve("again")));
        again.reconcile();
        say("made again from the database in %.0f s", seconds(start));
        int same = 0;
        for (int i = 0; i < asked.size(); i++) {
            same += again.find(Set.of(owner), questions.get(i), asked.get(i).vector, LIMIT)
                            .equals(asked.get(i).hits)
                    ? 1
                    : 0;
        }
        say("the same answers in the same order: %d of %d", same, asked.size());
        index.close();
        again.close();
    }

    private IndexMirror mirror(Home home) {
        return new IndexMirror(work, HOUSE.server.bean(Changes.class), home);
    }

    private void load() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(SpaceBench.class.getResourceAsStream("/retrieval/cmrc2018.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (JsonNode paragraph :
                    lines.lines().map(new JsonMapper()::readTree).toList()) {
                String text = paragraph.path("text").asString();
                real.addAll(Passages.of(List.of(new Block(Block.Kind.TEXT, 0, null, text))));
                paragraph
                        .path("questions")
                        .forEach(q -> questions.add(q.path("question").asString()));
            }
        }
        questions.removeIf(String::isBlank);
        Collections.shuffle(questions, random);
    }

    /** The whole way but the parser's, as the worker goes it. */
    private void embedAndIndex(IndexMirror index) throws Exception {
        meaning.of(real.subList(0, 4), Caller.LOCAL);
        double processor = processor();
        long start = System.nanoTime();
        for (int from = 0; from < real.size(); from += A_DOCUMENT) {
            List<Passage> some = real.subList(from, Math.min(real.size(), from + A_DOCUMENT));
            List<float[]> made = meaning.of(some, Caller.LOCAL);
            vectors.addAll(made);
            work.finish(job(), "text/plain", null, some, made);
            index.reconcile();
        }
        say(
                "%d passages embedded, kept and indexed: %.0f passages/s, %.1f ms of the processor for each",
                real.size(), real.size() / seconds(start), (processor() - processor) * 1000 / real.size());
    }

    private void fill(IndexMirror index) throws Exception {
        long start = System.nanoTime();
        int made = real.size();
        while (made < PASSAGES) {
            List<Passage> some = new ArrayList<>();
            List<float[]> theirs = new ArrayList<>();
            for (int i = 0; i < Math.min(A_DOCUMENT, PASSAGES - made); i++) {
                int one = random.nextInt(real.size());
                int other = random.nextInt(real.size());
                String first = real.get(one).text();
                String second = real.get(other).text();
                some.add(new Passage(
                        List.of(),
                        null,
                        first.substring(0, first.length() / 2) + "\n" + second.substring(second.length() / 2)));
                theirs.add(between(vectors.get(one), vectors.get(other)));
            }
            work.finish(job(), "text/plain", null, some, EMBED ? meaning.of(some, Caller.LOCAL) : theirs);
            made += some.size();
        }
        say("%d passages kept: %.0f passages/s", made - real.size(), (made - real.size()) / seconds(start));
        start = System.nanoTime();
        index.reconcile();
        say("and indexed: %.0f passages/s", (made - real.size()) / seconds(start));
    }

    private Work.Job job() {
        UUID id = UUID.randomUUID();
        Tenant.SYSTEM.run(() -> HOUSE.server
                .bean(JdbcClient.class)
                .sql("""
                        insert into space_document (id, organisation, person, space, name, version, bytes, sha256, state, node)
                        values (?, ?, ?, ?, ?, 1, 1, ?, 'READING', ?)""")
                .params(
                        id,
                        owner.organisation(),
                        owner.person(),
                        owner.space(),
                        "file " + documents++,
                        "0".repeat(64),
                        HOUSE.server.bean(Node.class).id())
                .update());
        return new Work.Job(id, owner, owner.person(), "file", "", 1);
    }

    /** As near to each as they are to each other, about, and away from others made of the same. */
    private float[] between(float[] one, float[] other) {
        float[] vector = new float[one.length];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = one[i] + other[i] + (float) (0.02 * random.nextGaussian());
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private List<Asked> ask(IndexMirror index) {
        for (int i = 0; i < 50; i++) {
            index.find(Set.of(owner), questions.get(i), meaning.of(questions.get(i), Caller.LOCAL), LIMIT);
        }
        List<Asked> all = new ArrayList<>();
        List<Double> embedding = new ArrayList<>();
        List<Double> searching = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (String question : questions.subList(0, QUESTIONS)) {
            once.add(question);
            long start = System.nanoTime();
            float[] vector = meaning.of(question, Caller.LOCAL);
            long embedded = System.nanoTime();
            List<Hit> hits = index.find(Set.of(owner), question, vector, LIMIT);
            long found = System.nanoTime();
            all.add(new Asked(vector, hits));
            embedding.add((embedded - start) / 1e6);
            searching.add((found - embedded) / 1e6);
            after.add((found - start) / 1e6);
        }
        // others, of which nothing is warm yet
        for (String question : questions.subList(QUESTIONS, 2 * QUESTIONS)) {
            long start = System.nanoTime();
            index.find(Set.of(owner), question, () -> meaning.of(question, Caller.LOCAL), null, LIMIT);
            beside.add((System.nanoTime() - start) / 1e6);
        }
        say("%d questions, %d of them different, to %d passages; ms, p50 and p95", QUESTIONS, once.size(), PASSAGES);
        row("the question's vector", embedding);
        row("search", searching);
        row("one after the other", after);
        row("beside each other", beside);
        return all;
    }

    private static void row(String name, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        say("  %-22s %6.1f %6.1f", name, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100));
    }

    private static void memory() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("");
        say("memory: heap %d MB used; of the whole process, mapped index included, %s", heap >> 20, resident);
    }

    private static double processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
