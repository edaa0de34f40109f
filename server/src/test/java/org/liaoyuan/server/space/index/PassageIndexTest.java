package org.liaoyuan.server.space.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageIndexTest {

    private static final Owner ADA = new Owner("org", "ada", UUID.randomUUID());
    private static final Owner BOB = new Owner("org", "bob", UUID.randomUUID());

    @TempDir
    private Path folder;

    /** Of length 1, at this angle. */
    private static float[] vector(double angle) {
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private static Entry entry(int ordinal, String text, double angle) {
        return new Entry(ordinal, "title", text, vector(angle));
    }

    private static void put(PassageIndex index, Owner owner, UUID id, List<Entry> entries) throws IOException {
        index.put(owner, id, 1, entries);
        index.publish();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(f -> !f.endsWith("write.lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static boolean stands(Path folder, String word) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theWordsOfWhatWasDeletedLeaveTheFilesAndTheStatistics() throws Exception {
        UUID gone = UUID.randomUUID();
        try (PassageIndex index = PassageIndex.open(folder)) {
            // so many that the one that goes is not worth a merge
            for (int i = 0; i < 30; i++) {
                index.put(ADA, UUID.randomUUID(), 1, List.of(entry(0, "zanzibar", 1)));
            }
            index.put(ADA, UUID.randomUUID(), 1, List.of(entry(0, "zanzibar harbour", 1)));
            index.put(ADA, gone, 1, List.of(entry(0, "quagmire harbour", 1)));
            index.publish();
            index.tidy();
            index.remove(Set.of(gone));
            index.publish();
            assertThat(stands(folder, "quagmire")).isTrue();
            double before =
                    index.find(ADA, "harbour lighthouse", null, 10).getFirst().words();

            index.tidy();

            assertThat(index.find(ADA, "harbour", null, 10)).hasSize(1);
            assertThat(index.find(ADA, "harbour lighthouse", null, 10)
                            .getFirst()
                            .words())
                    .isNotEqualTo(before);
            assertThat(stands(folder, "zanzibar")).isTrue();
            assertThat(stands(folder, "quagmire")).isFalse();
        }
    }

    @Test
    void whatBothListsHoldIsBetterThanTheFirstOfEither() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            UUID id = UUID.randomUUID();
            put(
                    index,
                    ADA,
                    id,
                    List.of(
                            entry(0, "apple pie with sugar", 3.0),
                            entry(1, "apple cake with sugar", 0.1),
                            entry(2, "nothing of it", 0.0),
                            entry(3, "nor here", 0.2),
                            entry(4, "nor there", 0.3)));

            assertThat(index.find(ADA, "apple", null, 10))
                    .extracting(Hit::ordinal)
                    .containsExactly(0, 1);
            assertThat(index.find(ADA, "apple", vector(0), 10).getFirst().ordinal())
                    .isEqualTo(1);
            assertThat(index.find(ADA, "字", vector(0), 10))
                    .extracting(Hit::ordinal)
                    .containsExactly(2, 1, 3, 4, 0);
        }
    }

    /** Words that stand everywhere bring nobody to the top. */
    @Test
    void whereLittleOfTheQuestionIsHeldMeaningDecides() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                entries.add(entry(i, "how do the others see number " + i, 3));
            }
            entries.add(entry(30, "refunds within a fortnight", 0.1));
            put(index, ADA, UUID.randomUUID(), entries);

            assertThat(index.find(ADA, "how do I get money back", vector(0), 3)
                            .getFirst()
                            .ordinal())
                    .isEqualTo(30);
        }
    }

    @Test
    void aQuestionOfOneNeverReachesAnother() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            Random random = new Random(1);
            List<Entry> many = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                many.add(entry(i, "common words " + i, random.nextDouble() * 6));
            }
            UUID ofAda = UUID.randomUUID();
            UUID ofBob = UUID.randomUUID();
            put(index, ADA, ofAda, many);
            put(index, BOB, ofBob, List.of(entry(0, "common words of bob", 3)));

            for (double angle = 0; angle < 6; angle += 0.5) {
                assertThat(index.find(BOB, "common words", vector(angle), 50))
                        .extracting(Hit::document)
                        .containsExactly(ofBob);
                assertThat(index.find(ADA, "common words of bob", vector(angle), 50))
                        .extracting(Hit::document)
                        .containsOnly(ofAda);
            }
            for (Owner other : List.of(
                    new Owner("org2", "bob", BOB.space()),
                    new Owner("org", "ada", BOB.space()),
                    new Owner("org", "bob", ADA.space()))) {
                assertThat(index.find(other, "common words", vector(3), 50)).isEmpty();
            }
        }
    }

    @Test
    void whatWasPutAndRemovedIsSoAfterANewStart() throws Exception {
        UUID stays = UUID.randomUUID();
        UUID goes = UUID.randomUUID();
        try (PassageIndex index = PassageIndex.open(folder)) {
            put(index, ADA, stays, List.of(entry(0, "old words", 0)));
            put(index, ADA, stays, List.of(entry(0, "new words", 0)));
            put(index, ADA, goes, List.of(entry(0, "other words", 1)));
            index.remove(Set.of(goes));
            index.publish();
            assertThat(index.stamps().keySet()).containsExactly(stays);
        }

        try (PassageIndex index = PassageIndex.open(folder)) {
            assertThat(index.stamps().keySet()).containsExactly(stays);
            assertThat(index.find(ADA, "old other", null, 10)).isEmpty();
            assertThat(index.find(ADA, "new", null, 10)).hasSize(1);
        }
    }

    @Test
    void aKilledProcessLeavesTheIndexAsItWasAtOneMomentWithItsStamps() throws Exception {
        UUID first = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        Path left = folder.resolve("left");
        try (PassageIndex index = PassageIndex.open(folder.resolve("kept"))) {
            index.put(ADA, first, 7, List.of(entry(0, "one", 0), entry(1, "two", 1)));
        }
        try (PassageIndex index = PassageIndex.open(folder.resolve("kept"))) {
            index.put(ADA, later, 8, List.of(entry(0, "three", 0)));
            index.put(ADA, first, 9, List.of(entry(0, "one again", 0)));
            index.publish();
            assertThat(index.stamps()).isEqualTo(Map.of(first, 9L, later, 8L));
            assertThat(index.stamps(List.of(first, UUID.randomUUID()))).isEqualTo(Map.of(first, 9L));

            copy(folder.resolve("kept"), left);
        }

        try (PassageIndex index = PassageIndex.open(left)) {
            assertThat(index.stamps()).isEqualTo(Map.of(first, 7L));
            assertThat(index.find(ADA, "two", null, 10)).hasSize(1);
        }
    }

    @Test
    void anIndexMadeInAnotherOrderAndInOtherPartsAnswersTheSame() throws Exception {
        Random random = new Random(5);
        Map<UUID, List<Entry>> documents = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            List<Entry> entries = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                // many alike, so that equals stand at the end of the lists
                entries.add(entry(k, "lamp oil harbour " + random.nextInt(4), random.nextInt(8) / 8.0));
            }
            documents.put(new UUID(1, i), entries);
        }
        try (PassageIndex one = PassageIndex.open(folder.resolve("one"));
                PassageIndex other = PassageIndex.open(folder.resolve("other"))) {
            for (Map.Entry<UUID, List<Entry>> document : documents.entrySet()) {
                put(one, ADA, document.getKey(), document.getValue());
            }
            List<UUID> reversed = new ArrayList<>(documents.keySet()).reversed();
            for (UUID id : reversed) {
                other.put(ADA, id, 1, documents.get(id));
            }
            other.publish();

            for (int i = 0; i < 8; i++) {
                String question = "harbour " + i % 4;
                assertThat(other.find(ADA, question, vector(i / 8.0), 10))
                        .hasSize(10)
                        .isEqualTo(one.find(ADA, question, vector(i / 8.0), 10));
            }
        }
    }

    @Test
    void roundedVectorsAreAsNearAsTheirOriginals() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            float[] one = unit(random);
            float[] other = unit(random);
            BytesRef amid = amid(Rounded.of(other).stored());
            float exact = 0;
            for (int k = 0; k < one.length; k++) {
                exact += one[k] * other[k];
            }

            assertThat(new Dots(Rounded.of(one)).with(Rounded.of(other).stored()))
                    .isCloseTo(exact, within(0.0005f));
            assertThat(new Dots(Rounded.of(one)).with(amid)).isCloseTo(exact, within(0.0005f));
            assertThat(new Dots(Rounded.of(one)).with(Rounded.of(one).stored())).isCloseTo(1, within(0.0005f));
        }
    }

    /** All components the same: no sum is larger. */
    @Test
    void theLargestSumIsNoMoreThanAnIntHolds() {
        float[] same = new float[512];
        Arrays.fill(same, (float) (1 / Math.sqrt(512)));

        assertThat(new Dots(Rounded.of(same)).with(Rounded.of(same).stored())).isCloseTo(1, within(0.0005f));
    }

    /** In an array that holds other things around it. */
    private static BytesRef amid(BytesRef bytes) {
        byte[] more = new byte[bytes.length + 9];
        System.arraycopy(bytes.bytes, bytes.offset, more, 5, bytes.length);
        return new BytesRef(more, 5, bytes.length);
    }

    private static float[] unit(Random random) {
        float[] vector = new float[512];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Test
    void aDamagedIndexBeginsAnew() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            put(index, ADA, UUID.randomUUID(), List.of(entry(0, "words", 0)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.writeString(file, "nonsense");
            }
        }

        try (PassageIndex index = PassageIndex.open(folder)) {
            assertThat(index.stamps().keySet()).isEmpty();
        }
    }

    @Test
    void marksAreWordsWherePossibleNotWhatStandsBetweenThem() {
        String text = "东极岛的灯塔建于一九〇七年。";

        assertThat(Span.of("灯塔是什么时候建的", text)).containsExactly(new Span(4, 6));
        assertThat(Span.of("的", text)).containsExactly(new Span(3, 4));
        assertThat(Span.of("nothing", text)).isEmpty();
    }

    @Test
    void chineseIsFoundHoweverTheSegmenterCutsIt() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            put(index, ADA, UUID.randomUUID(), List.of(entry(0, "研究生命起源的学者住在南京市长江大桥边。", 0)));

            for (String question : List.of("生命起源", "长江大桥", "南京", "学者")) {
                assertThat(index.find(ADA, question, null, 10)).as(question).hasSize(1);
                assertThat(Span.of(question, "研究生命起源的学者住在南京市长江大桥边。"))
                        .as(question)
                        .isNotEmpty();
            }
        }
    }
}
