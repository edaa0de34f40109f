package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.space.SampleFiles;
import org.liaoyuan.server.space.Sketch;
import org.liaoyuan.server.space.Sketch.Text;
import org.liaoyuan.server.space.ocr.Sheets;

/** Pages as pictures, drawn in the process apart. */
class PageDrawerTest {

    private static final Limits LIMITS =
            new Limits(200_000, 20 << 20, 50, Duration.ofSeconds(30), 1, Duration.ZERO, 20_000_000);

    @TempDir
    private Path folder;

    private @Nullable Limits used;
    private ReaderProcess drawer = new ReaderProcess(LIMITS, 128, Path.of("unused"), Optional::empty);

    @AfterEach
    void close() {
        drawer.close();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("blob"), bytes);
    }

    private DrawnPage drawn(byte[] bytes, int page) throws Exception {
        return drawn(bytes, page, LIMITS);
    }

    private DrawnPage drawn(byte[] bytes, int page, Limits limits) throws Exception {
        if (!limits.equals(used)) {
            drawer.close();
            drawer = new ReaderProcess(limits, 128, folder.resolve("drawing"), Optional::empty);
            used = limits;
        }
        return drawer.draw(file(bytes), page);
    }

    private static BufferedImage image(DrawnPage page) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(page.bytes()));
    }

    private Unreadable.Reason refusal(byte[] bytes) {
        return refusal(bytes, 1, LIMITS);
    }

    private Unreadable.Reason refusal(byte[] bytes, int page, Limits limits) {
        return catchThrowableOfType(Unreadable.class, () -> drawn(bytes, page, limits))
                .reason();
    }

    private List<Box> boxes(byte[] pdf) throws Exception {
        return new DocumentReader(LIMITS, PictureReading.NONE)
                .read(file(pdf), "a.pdf", PictureReading.Progress.NONE).blocks().stream()
                        .flatMap(block -> block.places().stream())
                        .map(Place::box)
                        .toList();
    }

    /** Share of the page's dark pixels that lie in a box. */
    private static double inside(BufferedImage image, Box box) {
        long all = 0;
        long in = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xff) < 128) {
                    all++;
                    double across = (x + 0.5) / image.getWidth();
                    double down = (y + 0.5) / image.getHeight();
                    boolean there = across >= box.x()
                            && across <= box.x() + box.width()
                            && down >= box.y()
                            && down <= box.y() + box.height();
                    in += there ? 1 : 0;
                }
            }
        }
        assertThat(all).isGreaterThan(100);
        return in / (double) all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void whatIsWrittenOnAPageIsDrawnInItsBox(int rotation) throws Exception {
        Sketch sketch = new Sketch(
                new PDRectangle(20, 30, 560, 700),
                rotation,
                List.of(new Text("The lighthouse of Dongji, quickly (1907)", 300, 400, 12, rotation)));
        byte[] pdf = sketch.bytes();

        DrawnPage page = drawn(pdf, 1);

        BufferedImage image = image(page);
        assertThat(page.type()).isEqualTo("image/png");
        assertThat(page.pages()).isEqualTo(1);
        double ratio = rotation % 180 == 0 ? 560 / 700.0 : 700 / 560.0;
        assertThat(image.getWidth() / (double) image.getHeight()).isCloseTo(ratio, within(0.01));
        assertThat(Math.max(image.getWidth(), image.getHeight())).isBetween(1599, 1600);
        assertThat(inside(image, boxes(pdf).getFirst())).isGreaterThan(0.99);
    }

    @Test
    void aPageAsLargeAsAHouseAndOneAsThinAsAThreadAreDrawnSmall() throws Exception {
        for (PDRectangle size : List.of(new PDRectangle(1_000_000, 800_000), new PDRectangle(1, 14_400))) {
            BufferedImage image = image(drawn(new Sketch(size, 0, List.of()).sized(size), 1));

            assertThat(Math.max(image.getWidth(), image.getHeight())).isBetween(1590, 1600);
        }
    }

    @Test
    void aPhotoIsDrawnAsItWasRead() throws Exception {
        DrawnPage page = drawn(Sheets.jpeg(Sheets.page(Sheets.SANS, 28, 2400, 1200, "a"), 0.9f), 1);

        assertThat(page.type()).isEqualTo("image/jpeg");
        assertThat(image(page).getWidth()).isBetween(1598, 1600);
        assertThat(image(page).getHeight()).isBetween(799, 800);
    }

    @Test
    void aPageThatIsAScanIsSentAsAPhotoIs() throws Exception {
        byte[] scan = Sheets.jpeg(Sheets.page(Sheets.SANS, 28, 1000, 1400, "a"), 0.9f);

        DrawnPage page = drawn(SampleFiles.scannedPdf("Text of its own", List.of(scan)), 2);

        assertThat(page.type()).isEqualTo("image/jpeg");
        assertThat(page.pages()).isEqualTo(2);
    }

    @Test
    void whatCanNotBeDrawnSaysWhy() throws Exception {
        byte[] pdf = SampleFiles.pdf("one", "two");

        assertThat(refusal(pdf, 3, LIMITS)).isEqualTo(Unreadable.Reason.MISSING);
        assertThat(refusal(SampleFiles.encryptedPdf("secret"))).isEqualTo(Unreadable.Reason.ENCRYPTED);
        assertThat(refusal(java.util.Arrays.copyOf(pdf, 200))).isEqualTo(Unreadable.Reason.DAMAGED);
        assertThat(refusal(SampleFiles.utf8("neither a page nor a picture"))).isEqualTo(Unreadable.Reason.DAMAGED);
        byte[] huge = Sheets.encoded(Sheets.page(Sheets.SANS, 20, 300, 300), "png");
        java.nio.ByteBuffer.wrap(huge).putInt(16, 50_000).putInt(20, 50_000);
        assertThat(refusal(huge)).isEqualTo(Unreadable.Reason.BOMB);
    }

    @Test
    void aPageWithoutEndIsGivenUpAndTheNextIsDrawn() throws Exception {
        Limits hasty = new Limits(200_000, 20 << 20, 50, Duration.ofMillis(300), 1, Duration.ZERO, 20_000_000);
        byte[] endless = new Sketch(Sketch.WHOLE, 0, List.of()).with("0 0 m 600 800 l S\n".repeat(400_000));

        assertThat(refusal(endless, 1, hasty)).isEqualTo(Unreadable.Reason.TOO_SLOW);
        assertThat(drawn(SampleFiles.pdf("one"), 1).pages()).isEqualTo(1);
    }

    @Test
    void noBytesEndMoreThanTheirOwnPage() throws Exception {
        Random random = new Random(1907);
        byte[] good = Sketch.of(new Text("The lighthouse", 60, 700, 12, 0)).bytes();
        for (int i = 0; i < 60; i++) {
            byte[] bytes = good.clone();
            for (int change = 0; change < 1 + i / 4; change++) {
                bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
            }
            try {
                BufferedImage image = image(drawn(bytes, 1));
                assertThat(Math.max(image.getWidth(), image.getHeight())).isLessThanOrEqualTo(PageDrawer.LONGEST_SIDE);
            } catch (Unreadable e) {
                assertThat(e.reason())
                        .isIn(
                                Unreadable.Reason.DAMAGED,
                                Unreadable.Reason.BOMB,
                                Unreadable.Reason.MISSING,
                                Unreadable.Reason.ENCRYPTED,
                                Unreadable.Reason.TOO_SLOW);
            }
        }

        assertThat(drawn(good, 1).pages()).isEqualTo(1);
    }
}
