package org.liaoyuan.server.space.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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

    @Test
    void whatBothListsHoldIsBetterThanTheFirstOfEither() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            UUID id = UUID.randomUUID();
            index.put(
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
            index.put(ADA, UUID.randomUUID(), entries);

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
            index.put(ADA, ofAda, many);
            index.put(BOB, ofBob, List.of(entry(0, "common words of bob", 3)));

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
            index.put(ADA, stays, List.of(entry(0, "old words", 0)));
            index.put(ADA, stays, List.of(entry(0, "new words", 0)));
            index.put(ADA, goes, List.of(entry(0, "other words", 1)));
            index.remove(Set.of(goes));
            assertThat(index.documents()).containsExactly(stays);
        }

        try (PassageIndex index = PassageIndex.open(folder)) {
            assertThat(index.documents()).containsExactly(stays);
            assertThat(index.find(ADA, "old other", null, 10)).isEmpty();
            assertThat(index.find(ADA, "new", null, 10)).hasSize(1);
        }
    }

    @Test
    void aDamagedIndexBeginsAnew() throws Exception {
        try (PassageIndex index = PassageIndex.open(folder)) {
            index.put(ADA, UUID.randomUUID(), List.of(entry(0, "words", 0)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.writeString(file, "nonsense");
            }
        }

        try (PassageIndex index = PassageIndex.open(folder)) {
            assertThat(index.documents()).isEmpty();
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
            index.put(ADA, UUID.randomUUID(), List.of(entry(0, "研究生命起源的学者住在南京市长江大桥边。", 0)));

            for (String question : List.of("生命起源", "长江大桥", "南京", "学者")) {
                assertThat(index.find(ADA, question, null, 10)).as(question).hasSize(1);
                assertThat(Span.of(question, "研究生命起源的学者住在南京市长江大桥边。"))
                        .as(question)
                        .isNotEmpty();
            }
        }
    }
}
