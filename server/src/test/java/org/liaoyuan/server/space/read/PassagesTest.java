package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PassagesTest {

    @Test
    void aPassageStandsBelowItsHeadingsAndNeverCrossesOne() {
        List<Passage> passages = Passages.of(List.of(
                Block.heading(1, null, "A"),
                Block.text(null, "one"),
                Block.text(null, "two"),
                Block.heading(2, null, "B"),
                Block.text(null, "three"),
                Block.heading(1, null, "C"),
                Block.text(null, "four")));

        assertThat(passages)
                .containsExactly(
                        new Passage(List.of("A"), null, "one\ntwo"),
                        new Passage(List.of("A", "B"), null, "three"),
                        new Passage(List.of("C"), null, "four"));
    }

    @Test
    void aLongParagraphIsCutBetweenSentencesAndNothingIsLost() {
        String sentence = "这是一个关于火的句子，它不长也不短。";
        String text = sentence.repeat(60);

        List<Passage> passages = Passages.of(List.of(Block.text(7, text)));

        assertThat(passages).hasSizeGreaterThan(2).allSatisfy(p -> {
            assertThat(p.text()).endsWith("。");
            assertThat(Passages.tokens(p.text())).isLessThanOrEqualTo(Passages.MOST);
            assertThat(p.page()).isEqualTo(7);
        });
        assertThat(passages.stream()
                        .map(Passage::text)
                        .collect(Collectors.joining())
                        .replace("\n", ""))
                .isEqualTo(text);
    }

    @Test
    void aTableThatFitsIsNotCutAndALongOneRepeatsItsFirstRow() {
        List<String> rows = new ArrayList<>(List.of("city | people"));
        for (int i = 0; i < 100; i++) {
            rows.add("city number " + i + " | " + i * 1000);
        }
        String filling = "字".repeat(300);
        String small = String.join("\n", rows.subList(0, 10));

        assertThat(Passages.of(List.of(Block.text(null, filling), Block.table(null, small))))
                .extracting(Passage::text)
                .containsExactly(filling, small);
        List<Passage> cut = Passages.of(List.of(Block.table(null, String.join("\n", rows))));
        assertThat(cut)
                .hasSizeGreaterThan(1)
                .allSatisfy(p -> assertThat(p.text()).startsWith("city | people\n"));
        assertThat(cut.stream().flatMap(p -> p.text().lines().skip(1)).toList()).isEqualTo(rows.subList(1, 101));
    }

    @Property
    void nothingIsLongerThanTheModelReads(@ForAll String text, @ForAll boolean table) {
        String clean = Texts.lines(text.repeat(20));
        List<Passage> passages = Passages.of(
                clean.isEmpty() ? List.of() : List.of(table ? Block.table(1, clean) : Block.text(1, clean)));

        assertThat(passages)
                .allSatisfy(p ->
                        assertThat(Passages.tokens(p.text())).isLessThanOrEqualTo(Passages.MOST + Passages.GOAL / 3));
    }
}
