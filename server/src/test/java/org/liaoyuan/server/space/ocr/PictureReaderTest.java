package org.liaoyuan.server.space.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;

class PictureReaderTest {

    /** Measured by {@code ./liaoyuan bench ocr}: at most 0.012; small pages vary more. */
    private static final double BAR = 0.03;

    private static final String CHINESE =
            "灯塔看守人每天晚上都在同一本蓝色的笔记本里写下风向、能见度和经过的船只。一九八七年灯塔改为自动，笔记本被送进省城的博物馆，" + "三十年没有人翻开过。后来一位学气象的学生发现，那是这片海岸上最长的大雾记录。";
    private static final String ENGLISH =
            "The lighthouse keeper wrote every evening in the same blue notebook: the wind, the"
                    + " visibility, and on the last line what he had eaten. It cost $2.75 in 1987.";

    private static PictureReader reader;

    @BeforeAll
    static void open() throws Exception {
        Assumptions.assumeTrue(Sheets.hasFonts(), "the fonts Noto CJK and DejaVu are not here; run ./liaoyuan test");
        reader = PictureReader.open(TestParts.models().resolve(TestParts.PICTURE_MODEL_FILE), 1);
    }

    @AfterAll
    static void close() {
        if (reader != null) {
            reader.close();
        }
    }

    private static List<Paragraph> read(BufferedImage picture) {
        return reader.read(Pixels.of(picture));
    }

    private static String text(BufferedImage picture) {
        return read(picture).stream().map(Paragraph::text).collect(Collectors.joining("\n"));
    }

    private static BufferedImage page() {
        return Sheets.page(Sheets.SANS, 24, 900, 420, CHINESE, ENGLISH);
    }

    @Test
    void chineseAndEnglishAreReadAsTheyWerePrinted() {
        String read = text(page());

        assertThat(Sheets.errors(read, CHINESE + ENGLISH)).as(read).isLessThan(BAR);
        assertThat(read).contains("blue notebook"); // words stay words
    }

    @Test
    void aPageThatLiesOnItsSideOrItsHeadIsReadAllTheSame() {
        for (int degrees : List.of(90, 180, 270)) {
            String read = text(Sheets.turned(page(), degrees));

            assertThat(Sheets.errors(read, CHINESE + ENGLISH))
                    .as(degrees + ": " + read)
                    .isLessThan(BAR);
        }
    }

    @Test
    void aCrookedPhotoInPoorLightIsRead() {
        BufferedImage photo = Sheets.photographed(Sheets.turned(page(), 4), 0.3, 6, 7);

        String read = text(Sheets.decoded(Sheets.jpeg(photo, 0.6f)));

        assertThat(Sheets.errors(read, CHINESE + ENGLISH)).as(read).isLessThan(BAR);
    }

    @Test
    void columnsAreReadOneAfterTheOtherBelowTheirTitle() {
        String read = text(Sheets.twoColumns(Sheets.SERIF, 24, "海岸纪事", CHINESE, ENGLISH));

        assertThat(Sheets.errors(read, "海岸纪事" + CHINESE + ENGLISH)).as(read).isLessThan(BAR);
    }

    @Test
    void rowsOfATableStayRows() {
        List<Paragraph> read = read(Sheets.table(
                Sheets.SANS, 26, new String[][] {{"品名", "数量", "单价"}, {"苹果", "12", "3.50"}, {"橙子", "7", "4.20"}}));

        assertThat(read).singleElement().satisfies(table -> {
            assertThat(table.table()).isTrue();
            assertThat(table.text()).isEqualTo("品名 | 数量 | 单价\n苹果 | 12 | 3.50\n橙子 | 7 | 4.20");
        });
    }

    @Test
    void aPlaceIsWhereItsWordsStand() {
        List<Paragraph> read = read(Sheets.page(Sheets.LATIN, 30, 1000, 1000, "The first line"));

        Paragraph.Place place = read.getFirst().places().getFirst();
        assertThat(read.getFirst().text().substring(place.start(), place.end())).isEqualTo("The first line");
        assertThat(place.x()).isBetween(0.06, 0.085);
        assertThat(place.y()).isBetween(0.06, 0.09);
        assertThat(place.x() + place.width()).isBetween(0.25, 0.35);
        assertThat(place.y() + place.height()).isBetween(0.105, 0.13);
    }

    @Test
    void aPictureWithoutTextSaysNothing() {
        assertThat(read(Sheets.photographed(Sheets.page(Sheets.SANS, 24, 500, 300), 0.5, 25, 3)))
                .isEmpty();
    }
}
