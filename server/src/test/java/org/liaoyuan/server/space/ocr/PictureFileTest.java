package org.liaoyuan.server.space.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {

    /** 40 x 20, white, black from (4, 4) to (10, 10); lossless and lossy. */
    private static final List<String> WEBP = List.of(
            "UklGRi4AAABXRUJQVlA4TCEAAAAvJ8AEAA8w//M///MfeCCTtpFQ/0777R1VENH/CdgVA3EA", // pragma: allowlist secret
            "UklGRlIAAABXRUJQVlA4IEYAAABQAwCdASooABQAPm02l0ikIyIhJWgAgA2JaQAAH0gDFO6qYAD+/i8T//8RQ/Zn/mN/8m3/7Ba+Dr/+//jYH/6EbsZ6AAAA"); // pragma: allowlist secret

    @TempDir
    private Path folder;

    private Pixels read(byte[] bytes) throws IOException {
        return read(bytes, 1_000_000);
    }

    private Pixels read(byte[] bytes, long most) throws IOException {
        try (PictureFile file = PictureFile.open(Files.write(folder.resolve("picture"), bytes), most)) {
            return file.read(0);
        }
    }

    private static BufferedImage sample() {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 40, 20);
        pen.setColor(Color.BLACK);
        pen.fillRect(4, 4, 7, 7);
        pen.dispose();
        return image;
    }

    private static boolean isDark(Pixels pixels, int x, int y) {
        return (pixels.rgb()[y * pixels.width() + x] & 0xff) < 100;
    }

    @Test
    void eachKindOfPictureIsDecoded() throws IOException {
        for (String format : List.of("png", "jpeg", "bmp", "gif", "tiff")) {
            Pixels pixels = read(Sheets.encoded(sample(), format));

            assertThat(isDark(pixels, 7, 7)).as(format).isTrue();
            assertThat(isDark(pixels, 30, 10)).as(format).isFalse();
        }
        for (String webp : WEBP) {
            Pixels pixels = read(Base64.getDecoder().decode(webp));

            assertThat(pixels.width()).isEqualTo(40);
            assertThat(isDark(pixels, 7, 7)).isTrue();
            assertThat(isDark(pixels, 30, 10)).isFalse();
        }
    }

    @Test
    void whatIsTransparentIsWhite() throws IOException {
        BufferedImage glass = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        assertThat(Arrays.stream(read(Sheets.encoded(glass, "png")).rgb()))
                .allMatch(pixel -> (pixel & 0xffffff) == 0xffffff);
    }

    @Test
    void aPhotoIsTurnedAsItsCameraSays() throws IOException {
        // where the dark square, at the top left of the sensor, is for people: CIPA DC-008, table of Orientation
        int[][] corners = {{7, 7}, {32, 7}, {32, 12}, {7, 12}, {7, 7}, {12, 7}, {12, 32}, {7, 32}};
        byte[] jpeg = Sheets.jpeg(sample(), 0.9f);
        for (int orientation = 1; orientation <= 8; orientation++) {
            Pixels pixels = read(withOrientation(jpeg, orientation));

            int[] corner = corners[orientation - 1];
            assertThat(pixels.width()).isEqualTo(orientation > 4 ? 20 : 40);
            assertThat(isDark(pixels, corner[0], corner[1]))
                    .as("orientation " + orientation)
                    .isTrue();
        }
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 36);
        bytes.putShort((short) 0xffd8).putShort((short) 0xffe1).putShort((short) 34);
        bytes.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1});
        bytes.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        bytes.putInt(0);
        return bytes.put(jpeg, 2, jpeg.length - 2).array();
    }

    @Test
    void whatHasMorePixelsThanAreReadIsNotDecoded() {
        byte[] png = Sheets.encoded(sample(), "png");
        ByteBuffer.wrap(png).putInt(16, 59_000).putInt(20, 59_000);

        assertThatThrownBy(() -> read(png))
                .isInstanceOf(PictureFile.TooLarge.class)
                .hasMessageContaining("59000 x 59000");
        assertThatThrownBy(() -> read(Sheets.encoded(sample(), "png"), 799)).isInstanceOf(PictureFile.TooLarge.class);
    }

    @Test
    void aLargePhotoIsDecodedByEverySecondPixel() throws IOException {
        BufferedImage large = new BufferedImage(5000, 4000, BufferedImage.TYPE_BYTE_GRAY);

        Pixels pixels = read(Sheets.encoded(large, "png"), 20_000_000);

        assertThat(pixels.width()).isEqualTo(2500);
        assertThat(pixels.height()).isEqualTo(2000);
    }

    /** One flipped byte in its tables sends the decoder of WebP past the end of the file. */
    @Test
    void aDecoderThatReadsOnPastTheEndIsStopped() {
        byte[] lost = java.util.HexFormat.of()
                .parseHex(
                        "524946462e000000574542505650384c21ff00002f27c004000f30fff33ffff31f787f93b69150ff4efbed1d5510d1ff"
                                + "09d8150371");

        assertThatThrownBy(() -> read(lost)).isInstanceOf(Exception.class);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        byte[] png = Sheets.encoded(sample(), "png");

        assertThatThrownBy(() -> read("no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(png, 40))).isInstanceOf(IOException.class);
    }
}
