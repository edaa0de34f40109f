package org.liaoyuan.server.space.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.ocr.PictureFile;

/**
 * Draws a page as people see it: at most {@link #LONGEST_SIDE} pixels long, whatever the page claims to be. What takes longer than
 * the limits say is given up and goes on: it is for a process that somebody ends.
 */
final class PageDrawer {

    static final int LONGEST_SIDE = 1600;

    /** 200 dots an inch: a small page, a ticket, is not drawn as a poster. */
    private static final double SCALE = 200 / 72.0;

    /** Where a PDF's first bytes may lie (PDF 1.7, annex H, note 13). */
    private static final int HEAD = 1024;

    private static final float QUALITY = 0.85f;

    private PageDrawer() {}

    /**
     * Draws it.
     *
     * @param page 1 …
     * @throws Unreadable {@link Unreadable.Reason#MISSING} if the document ends before that page
     */
    static DrawnPage draw(Path file, int page, Limits limits) throws Unreadable, InterruptedException {
        FutureTask<DrawnPage> task =
                new FutureTask<>(() -> isPdf(file) ? ofPdf(file, page, limits) : ofPicture(file, page, limits));
        Thread.ofPlatform().daemon().name("space-drawer").start(task);
        try {
            return task.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreadable(Unreadable.Reason.TOO_SLOW);
        } catch (ExecutionException e) {
            throw reason(e.getCause());
        }
    }

    private static boolean isPdf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains("%PDF-");
        }
    }

    private static DrawnPage ofPdf(Path file, int page, Limits limits) throws IOException, Unreadable {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            int pages = document.getNumberOfPages();
            requireThere(page, pages);
            PDPage drawn = document.getPage(page - 1);
            long largest = DrawnPages.largest(drawn.getResources(), 0);
            if (largest > limits.pixels()) {
                throw new Unreadable(Unreadable.Reason.BOMB);
            }
            PDFRenderer renderer = new PDFRenderer(document);
            renderer.setSubsamplingAllowed(true);
            double most = (double) LONGEST_SIDE * LONGEST_SIDE;
            BufferedImage image = DrawnPages.draw(
                    renderer, page - 1, drawn.getCropBox(), new DrawnPages.Most(SCALE, most, LONGEST_SIDE));
            return largest > 0 ? jpeg(image, pages) : png(image, pages);
        }
    }

    private static DrawnPage ofPicture(Path file, int page, Limits limits) throws IOException, Unreadable {
        try (PictureFile picture = PictureFile.open(file, limits.pixels())) {
            int pages = picture.pages();
            requireThere(page, pages);
            return jpeg(picture.read(page - 1).within(LONGEST_SIDE), pages);
        }
    }

    private static void requireThere(int page, int pages) throws Unreadable {
        if (page > pages) {
            throw new Unreadable(Unreadable.Reason.MISSING);
        }
    }

    /** Letters stay sharp. */
    private static DrawnPage png(BufferedImage image, int pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return new DrawnPage(DrawnPage.PNG, pages, out.toByteArray());
    }

    /** A tenth of the bytes for what a camera or a scanner made. */
    private static DrawnPage jpeg(BufferedImage image, int pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new DrawnPage(DrawnPage.JPEG, pages, out.toByteArray());
    }

    private static Unreadable reason(@Nullable Throwable e) {
        if (e instanceof PictureFile.TooLarge) {
            return new Unreadable(Unreadable.Reason.BOMB);
        }
        return DocumentReader.reason(e == null ? new IOException() : e);
    }
}
