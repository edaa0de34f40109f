package org.liaoyuan.server.space.ocr;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pages with known text, and what scanners and telephones do to them. */
public final class Sheets {

    public static final String SANS = "Noto Sans CJK SC";
    public static final String SERIF = "Noto Serif CJK SC";
    public static final String LATIN = "DejaVu Serif";

    private static final int MARGIN = 80;

    private Sheets() {}

    /** Whether the fonts are here that these pages are set in. */
    public static boolean hasFonts() {
        return new Font(SANS, Font.PLAIN, 12).getFamily(java.util.Locale.ROOT).equals(SANS)
                && new Font(LATIN, Font.PLAIN, 12).canDisplay('a');
    }

    /** Paragraphs below each other, as lines of some width. */
    public static BufferedImage page(String font, int size, int width, int height, String... paragraphs) {
        BufferedImage page = blank(width, height);
        Graphics2D pen = pen(page, font, size);
        set(pen, MARGIN, MARGIN + size, width - 2 * MARGIN, size, paragraphs);
        pen.dispose();
        return page;
    }

    /** A title across, and two texts beside each other. */
    public static BufferedImage twoColumns(String font, int size, String title, String left, String right) {
        BufferedImage page = blank(1240, 1400);
        Graphics2D pen = pen(page, font, size * 3 / 2);
        int column = (1240 - 3 * MARGIN) / 2;
        pen.drawString(title, (1240 - pen.getFontMetrics().stringWidth(title)) / 2, MARGIN + size);
        pen.setFont(new Font(font, Font.PLAIN, size));
        set(pen, MARGIN, MARGIN + 4 * size, column, size, left);
        set(pen, 2 * MARGIN + column, MARGIN + 4 * size, column, size, right);
        pen.dispose();
        return page;
    }

    /** Rows of cells between lines. */
    public static BufferedImage table(String font, int size, String[][] rows) {
        int cellWidth = 260;
        int cellHeight = size * 2;
        BufferedImage page = blank(2 * MARGIN + cellWidth * rows[0].length, 2 * MARGIN + cellHeight * rows.length);
        Graphics2D pen = pen(page, font, size);
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                pen.drawRect(MARGIN + c * cellWidth, MARGIN + r * cellHeight, cellWidth, cellHeight);
                pen.drawString(rows[r][c], MARGIN + c * cellWidth + 20, MARGIN + r * cellHeight + size * 4 / 3);
            }
        }
        pen.dispose();
        return page;
    }

    private static BufferedImage blank(int width, int height) {
        BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return page;
    }

    private static Graphics2D pen(BufferedImage page, String font, int size) {
        Graphics2D pen = page.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(font, Font.PLAIN, size));
        return pen;
    }

    private static void set(Graphics2D pen, int x, int y, int width, int size, String... paragraphs) {
        int at = y;
        for (String paragraph : paragraphs) {
            for (String line : lines(pen, paragraph, width)) {
                pen.drawString(line, x, at);
                at += size * 8 / 5;
            }
            at += size / 2;
        }
    }

    /** Broken between words, or between any two Chinese characters. */
    private static List<String> lines(Graphics2D pen, String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start + 1;
            while (end < text.length() && pen.getFontMetrics().stringWidth(text.substring(start, end + 1)) <= width) {
                end++;
            }
            int space = text.lastIndexOf(' ', end - 1);
            if (end < text.length() && space > start && text.charAt(end) < 0x2e80 && text.charAt(end) != ' ') {
                end = space;
            }
            lines.add(text.substring(start, end).strip());
            start = end;
        }
        return lines;
    }

    /** Turned clockwise by so many degrees, on a sheet that holds it all. */
    public static BufferedImage turned(BufferedImage page, double degrees) {
        double angle = Math.toRadians(degrees);
        double sin = Math.abs(Math.sin(angle));
        double cos = Math.abs(Math.cos(angle));
        int width = (int) Math.round(page.getWidth() * cos + page.getHeight() * sin);
        int height = (int) Math.round(page.getWidth() * sin + page.getHeight() * cos);
        BufferedImage turned = blank(width, height);
        Graphics2D pen = turned.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform transform = new AffineTransform();
        transform.translate(width / 2.0, height / 2.0);
        transform.rotate(angle);
        transform.translate(-page.getWidth() / 2.0, -page.getHeight() / 2.0);
        pen.drawImage(page, transform, null);
        pen.dispose();
        return turned;
    }

    /**
     * As a camera sees it in poor light.
     *
     * @param contrast 1 is black on white, 0 is grey on grey
     * @param noise standard deviation, of 255
     */
    public static BufferedImage photographed(BufferedImage page, double contrast, double noise, long seed) {
        Random random = new Random(seed);
        BufferedImage photo = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                double shade = 1 - 0.25 * x / page.getWidth();
                int rgb = page.getRGB(x, y);
                int mixed = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    double value = ((rgb >> shift & 0xff) - 160) * contrast + 160;
                    value = value * shade + random.nextGaussian() * noise;
                    mixed |= Math.clamp(Math.round(value), 0, 255) << shift;
                }
                photo.setRGB(x, y, mixed);
            }
        }
        return photo;
    }

    public static byte[] jpeg(BufferedImage page, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(page, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] encoded(BufferedImage page, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(page, format, bytes)) {
                throw new AssertionError("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static BufferedImage decoded(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of characters that would have to be changed, left out or put in; blanks don't count. */
    public static double errors(String read, String right) {
        String a = read.replaceAll("\\s", "");
        String b = right.replaceAll("\\s", "");
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + same, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[b.length()] / (double) b.length();
    }
}
