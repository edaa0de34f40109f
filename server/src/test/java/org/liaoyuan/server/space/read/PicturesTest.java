package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.space.SampleFiles;
import org.liaoyuan.server.space.ocr.PictureReader;
import org.liaoyuan.server.space.ocr.Sheets;

/** Photos and scans as files of people. */
class PicturesTest {

    private static PictureReader reader;

    @TempDir
    private Path folder;

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

    private static DocumentReader with(int pictures, PictureReading reading) {
        return new DocumentReader(
                new Limits(200_000, 20 << 20, 50, Duration.ofMinutes(1), pictures, Duration.ofMinutes(10), 20_000_000),
                reading);
    }

    private DocumentReader.Content read(String name, byte[] bytes) throws Exception {
        return with(20, () -> Optional.of(reader)).read(file(bytes), name, PictureReading.Progress.NONE);
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("blob"), bytes);
    }

    private static byte[] photo(String text) {
        return Sheets.jpeg(Sheets.page(Sheets.SANS, 28, 700, 180, text), 0.9f);
    }

    /** One page of text, then a page that is a picture for each text. */
    private static byte[] scan(String... texts) throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        for (String text : texts) {
            pictures.add(photo(text));
        }
        return SampleFiles.scannedPdf("The first page has text of its own", pictures);
    }

    @Test
    void aPhotoIsReadAndSaysWhereItsLinesStand() throws Exception {
        var content = read("photo.jpg", photo("灯塔建于一九〇七年"));

        assertThat(content.type()).isEqualTo("image/jpeg");
        assertThat(content.leftOut()).isNull();
        Passage passage = Passages.of(content.blocks()).getFirst();
        assertThat(passage.text()).isEqualTo("灯塔建于一九〇七年");
        assertThat(passage.page()).isNull();
        assertThat(passage.boxes()).singleElement().satisfies(box -> {
            assertThat(box.page()).isEqualTo(1);
            assertThat(box.x()).isBetween(0.08, 0.13);
            assertThat(box.width()).isBetween(0.3, 0.45);
        });
    }

    @Test
    void pagesOfAPdfThatArePicturesAreReadBetweenThoseThatAreNot() throws Exception {
        List<String> heard = new ArrayList<>();
        var content = with(20, () -> Optional.of(reader))
                .read(file(scan("第二页是扫描的", "第三页也是")), "scan.pdf", (done, all) -> heard.add(done + "/" + all));

        assertThat(content.blocks())
                .extracting(Block::page, Block::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "The first page has text of its own"),
                        org.assertj.core.groups.Tuple.tuple(2, "第二页是扫描的"),
                        org.assertj.core.groups.Tuple.tuple(3, "第三页也是"));
        assertThat(Passages.of(content.blocks()).get(1).boxes())
                .extracting(Box::page)
                .containsExactly(2);
        assertThat(heard).containsExactly("0/2", "1/2");
    }

    @Test
    void whatIsLeftOutSaysWhyAndTheRestIsRead() throws Exception {
        var without = with(20, PictureReading.NONE).read(file(scan("扫描")), "a.pdf", PictureReading.Progress.NONE);
        var some = with(1, () -> Optional.of(reader))
                .read(file(scan("第二页", "第三页")), "a.pdf", PictureReading.Progress.NONE);

        assertThat(without.leftOut()).isEqualTo(Unreadable.Reason.NEEDS_OCR);
        assertThat(without.blocks()).hasSize(1);
        assertThat(some.leftOut()).isEqualTo(Unreadable.Reason.MANY_PICTURES);
        assertThat(some.blocks()).hasSize(2);
    }

    @Test
    void aFileOfPicturesAloneNeedsWhatReadsThem() throws Exception {
        assertThat(failure(PictureReading.NONE, photo("文字"))).isEqualTo(Unreadable.Reason.NEEDS_OCR);
        assertThat(failure(() -> Optional.of(reader), Sheets.encoded(Sheets.page(Sheets.SANS, 20, 300, 300), "png")))
                .isEqualTo(Unreadable.Reason.EMPTY);
        assertThat(failure(() -> Optional.of(reader), SampleFiles.pdf("", ""))).isEqualTo(Unreadable.Reason.EMPTY);
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() throws Exception {
        byte[] png = Sheets.encoded(Sheets.page(Sheets.SANS, 20, 300, 300), "png");
        java.nio.ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);

        assertThat(failure(() -> Optional.of(reader), png)).isEqualTo(Unreadable.Reason.BOMB);
    }

    private Unreadable.Reason failure(PictureReading reading, byte[] bytes) throws Exception {
        Path file = file(bytes);
        return catchThrowableOfType(
                        Unreadable.class, () -> with(20, reading).read(file, "a", PictureReading.Progress.NONE))
                .reason();
    }

    @Test
    void picturesInAZipAreReadToo() throws Exception {
        var content =
                read("notes.zip", SampleFiles.zip(Map.of("a.jpg", photo("第一张照片"), "b.txt", SampleFiles.utf8("plain"))));

        assertThat(content.blocks()).extracting(Block::text).contains("第一张照片", "plain");
    }

    @Test
    void partsOfALongTableKeepTheBoxesOfTheirRows() {
        List<Place> places = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i == 0 ? "" : "\n");
            int start = text.length();
            text.append("第").append(i).append("行的内容在这里");
            places.add(new Place(start, text.length(), new Box(1, 0, i / 100.0, 1, 0.01)));
        }

        List<Passage> passages = Passages.of(List.of(new Block(Block.Kind.TABLE, 0, 1, text.toString(), places)));

        assertThat(passages)
                .hasSizeGreaterThan(1)
                .allSatisfy(passage -> assertThat(passage.boxes())
                        .hasSize((int) passage.text().lines().count()));
    }
}
