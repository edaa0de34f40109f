package org.liaoyuan.server.space;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.util.Matrix;

/**
 * A PDF of one page whose texts stand where a test says.
 *
 * @param crop what is shown of a page of 600 x 800 points
 * @param rotation of the page, clockwise: 0, 90, 180, 270
 */
public record Sketch(PDRectangle crop, int rotation, List<Text> texts) {

    public static final PDRectangle WHOLE = new PDRectangle(0, 0, 600, 800);

    /**
     * A line.
     *
     * @param x where it begins, in points from the page's lower left; {@code y} of its baseline
     * @param degrees by which it is turned, counterclockwise
     */
    public record Text(String says, double x, double y, double size, double degrees) {}

    /** A page that is shown whole. */
    public static Sketch of(Text... texts) {
        return new Sketch(WHOLE, 0, List.of(texts));
    }

    /** Lines below each other, 14 points apart. */
    public static List<Text> column(double x, double top, String... lines) {
        List<Text> column = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            column.add(new Text(lines[i], x, top - 14 * i, 12, 0));
        }
        return column;
    }

    /** Width of a text in points. */
    public static double width(String text, double size) {
        try {
            return font().getStringWidth(text) * size / 1000;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PDType1Font font() {
        return new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    }

    public byte[] bytes() throws IOException {
        return saved(WHOLE, "");
    }

    /** With a page of another size, all of which is shown. */
    public byte[] sized(PDRectangle size) throws IOException {
        return new Sketch(size, rotation, texts).saved(size, "");
    }

    /** With operators of one's own after the texts. */
    public byte[] with(String operators) throws IOException {
        return saved(WHOLE, operators);
    }

    private byte[] saved(PDRectangle media, String operators) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(media);
            page.setCropBox(crop);
            page.setRotation(rotation);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                for (Text text : texts) {
                    content.beginText();
                    content.setFont(font(), (float) text.size);
                    content.setTextMatrix(
                            Matrix.getRotateInstance(Math.toRadians(text.degrees), (float) text.x, (float) text.y));
                    content.showText(text.says);
                    content.endText();
                }
                content.appendRawCommands(operators);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }
}
