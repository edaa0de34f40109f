package org.liaoyuan.server.space.read;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.ocr.Pixels;

/** Pages of a PDF as pictures, of bounded size whatever the page's size is. */
final class DrawnPages {

    /** 200 dots an inch. */
    private static final double SCALE = 200 / 72.0;

    private static final double MOST_PIXELS = 5_000_000;

    /** Beyond it a page is as a ribbon. */
    private static final double LONGEST_SIDE = 20_000;

    private static final int DEEPEST = 3;

    private final PDDocument document;
    private final PDFRenderer renderer;
    private final Pictures pictures;

    DrawnPages(PDDocument document, Pictures pictures) {
        this.document = document;
        this.pictures = pictures;
        this.renderer = new PDFRenderer(document);
        renderer.setSubsamplingAllowed(true);
    }

    /**
     * Reads a page; nothing of it if it holds pictures that are larger than may be.
     *
     * @param index 0 …
     * @param page its number, which is told with what it says
     * @param done pages that were read before
     * @param all pages that are to be read
     */
    List<Block> read(int index, int page, int done, int all) throws IOException {
        if (index >= document.getNumberOfPages()) {
            return List.of();
        }
        PDPage drawn = document.getPage(index);
        long largest = largest(drawn.getResources(), 0);
        if (largest == 0 && !pictures.canRead()) {
            return List.of(); // empty, most likely: nobody has to fetch something for it
        }
        if (!pictures.takes(largest)) {
            pictures.leaveOut(Unreadable.Reason.MANY_PICTURES);
            return List.of();
        }
        return pictures.page(() -> draw(index, drawn.getCropBox()), page, done, all);
    }

    private Pixels draw(int index, PDRectangle area) throws IOException {
        return Pixels.of(draw(renderer, index, area, new Most(SCALE, MOST_PIXELS, LONGEST_SIDE)));
    }

    /**
     * How large a page is drawn.
     *
     * @param scale pixels for each 1/72 inch
     */
    record Most(double scale, double pixels, double side) {}

    /** A page, turned as it says. */
    static BufferedImage draw(PDFRenderer renderer, int index, PDRectangle area, Most most) throws IOException {
        double width = Math.max(1, area.getWidth());
        double height = Math.max(1, area.getHeight());
        double scale = Math.min(
                Math.min(most.scale, Math.sqrt(most.pixels / (width * height))), most.side / Math.max(width, height));
        return renderer.renderImage(index, (float) scale, ImageType.RGB);
    }

    /** Pixels of the largest picture on it. */
    static long largest(@Nullable PDResources resources, int depth) throws IOException {
        long most = 0;
        if (resources == null || depth > DEEPEST) {
            return most;
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDImageXObject image) {
                most = Math.max(most, (long) image.getWidth() * image.getHeight());
            } else if (object instanceof PDFormXObject form) {
                most = Math.max(most, largest(form.getResources(), depth + 1));
            }
        }
        return most;
    }
}
