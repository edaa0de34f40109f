package org.liaoyuan.server.space.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static Line line(String text, double x, double y, double width) {
        return new Line(text, 1, Frame.upright(x, y, width, 20));
    }

    private static List<String> texts(Line... lines) {
        return Layout.of(List.of(lines), 1000, 1000).stream()
                .map(Paragraph::text)
                .toList();
    }

    @Test
    void linesOfAParagraphAreJoinedAsTheirLanguageDoes() {
        assertThat(texts(
                        line("the light-", 10, 10, 500),
                        line("house was built", 10, 40, 500),
                        line("in 1907", 10, 70, 80)))
                .containsExactly("the lighthouse was built in 1907");
        assertThat(texts(line("灯塔建于", 10, 10, 500), line("一九〇七年", 10, 40, 500))).containsExactly("灯塔建于一九〇七年");
    }

    @Test
    void aParagraphEndsWhereItsLineIsShortOrTheNextIsFarOrIndented() {
        assertThat(texts(
                        line("one goes on", 10, 10, 500),
                        line("and ends", 10, 40, 90),
                        line("two", 10, 70, 500),
                        line("three", 10, 150, 500),
                        line("four", 60, 180, 450)))
                .containsExactly("one goes on and ends", "two", "three", "four");
    }

    @Test
    void columnsThatDoNotLineUpAreReadOneByOne() {
        List<Line> lines = new ArrayList<>();
        lines.add(line("title", 300, 0, 400));
        for (int i = 0; i < 4; i++) {
            lines.add(line("right" + i, 520, 60 + 30 * i, 470));
            lines.add(line("left" + i, 10, 70 + 30 * i, 470));
        }

        assertThat(texts(lines.toArray(Line[]::new)))
                .containsExactly("title", "left0 left1 left2 left3", "right0 right1 right2 right3");
    }

    @Property(tries = 200)
    void everyLineIsThereOnceAndItsPlaceSaysWhere(@ForAll long seed) {
        Random random = new Random(seed);
        List<Line> lines = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            double angle = random.nextInt(4) == 0 ? random.nextDouble() * 7 : 0;
            lines.add(new Line(
                    "字" + i + "。",
                    1,
                    new Frame(
                            random.nextInt(1000),
                            random.nextInt(1000),
                            Math.cos(angle),
                            Math.sin(angle),
                            1 + random.nextInt(900),
                            1 + random.nextInt(60))));
        }

        List<String> found = new ArrayList<>();
        for (Paragraph paragraph : Layout.of(lines, 1000, 1000)) {
            for (Paragraph.Place place : paragraph.places()) {
                found.add(paragraph.text().substring(place.start(), place.end()));
                assertThat(List.of(place.x(), place.y(), place.x() + place.width(), place.y() + place.height()))
                        .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.000001));
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(Line::text).toList());
    }
}
