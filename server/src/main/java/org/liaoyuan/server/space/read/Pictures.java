package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.ocr.Paragraph;
import org.liaoyuan.server.space.ocr.PictureFile;
import org.liaoyuan.server.space.ocr.PictureReader;
import org.liaoyuan.server.space.ocr.Pixels;

/**
 * The pictures of one file: counted, timed, and read. Reading them has a time of its own beside that of the file. Once either is used
 * up the rest is left out, and {@link #leftOut} says why; what was read stays.
 */
final class Pictures {

    /** For one picture; an interrupted model ends at its next batch. */
    private static final Duration MOST_FOR_ONE = Duration.ofMinutes(2);

    /** Pixels of a picture inside of a document from which on it is more than a mark. */
    private static final int LEAST_INSIDE = 100_000;

    private final Limits limits;
    private final Bounds bounds;
    private final PictureReading reading;
    private final PictureReading.Progress progress;
    private int read;
    private long spent;
    private int depth;
    private Unreadable.@Nullable Reason leftOut;

    Pictures(Limits limits, Bounds bounds, PictureReading reading, PictureReading.Progress progress) {
        this.limits = limits;
        this.bounds = bounds;
        this.reading = reading;
        this.progress = progress;
    }

    /** What makes the pixels; nothing is decoded unless it will be read. */
    @FunctionalInterface
    interface Source {

        Pixels pixels() throws IOException;
    }

    Optional<Unreadable.Reason> leftOut() {
        return Optional.ofNullable(leftOut);
    }

    void enterFile() {
        depth++;
    }

    void leaveFile() {
        depth--;
    }

    /**
     * Reads a picture in a file of its own.
     *
     * @param page on which it lies, if it lies in a document
     */
    List<Block> file(Path file, @Nullable Integer page) throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (PictureFile picture = PictureFile.open(file, limits.pixels())) {
            if (picture.size(0) < LEAST_INSIDE && depth > 0) {
                return blocks;
            }
            int pages = picture.pages();
            for (int i = 0; i < pages; i++) {
                int index = i;
                Integer where = depth > 0 ? page : pages > 1 ? Integer.valueOf(i + 1) : null;
                blocks.addAll(one(() -> picture.read(index), where, i + 1, i, pages));
            }
        } catch (PictureFile.TooLarge e) {
            if (depth == 0) {
                throw bounds.refuse(Unreadable.Reason.BOMB);
            }
            leaveOut(Unreadable.Reason.MANY_PICTURES);
        }
        return blocks;
    }

    /** Whether what is read lies in another file: a place in it is none in the document. */
    boolean isInside() {
        return depth > 0;
    }

    boolean canRead() {
        return reading.reader().isPresent();
    }

    /** Whether a picture of so many pixels may be decoded. */
    boolean takes(long pixels) {
        return pixels <= limits.pixels();
    }

    /**
     * Reads a page of a document that is a picture.
     *
     * @param page its number, which is told with what it says
     * @param done pages that were read before
     * @param all pages that are to be read
     */
    List<Block> page(Source source, int page, int done, int all) throws IOException {
        return one(source, page, page, done, all);
    }

    private List<Block> one(Source source, @Nullable Integer page, int boxPage, int done, int all) throws IOException {
        PictureReader reader = reading.reader().orElse(null);
        if (reader == null) {
            leaveOut(Unreadable.Reason.NEEDS_OCR);
            return List.of();
        }
        if (read >= limits.pictures() || spent > limits.pictureTime().toNanos()) {
            leaveOut(Unreadable.Reason.MANY_PICTURES);
            return List.of();
        }
        read++;
        progress.at(done, all);
        long start = System.nanoTime();
        bounds.allow(MOST_FOR_ONE);
        try {
            Pixels pixels = source.pixels();
            return pixels.isBlank() ? List.of() : blocks(reader.read(pixels), page, boxPage);
        } finally {
            long took = System.nanoTime() - start;
            spent += took;
            bounds.allow(Duration.ofNanos(took).minus(MOST_FOR_ONE));
        }
    }

    /** The first reason stays. */
    void leaveOut(Unreadable.Reason why) {
        if (leftOut == null) {
            leftOut = why;
        }
    }

    private List<Block> blocks(List<Paragraph> paragraphs, @Nullable Integer page, int boxPage) {
        List<Block> blocks = new ArrayList<>();
        for (Paragraph paragraph : paragraphs) {
            bounds.countCharacters(paragraph.text().length());
            // a place in a picture inside of a document is none on the document's page
            List<Place> places = depth > 0 ? List.of() : places(paragraph, boxPage);
            Block.Kind kind = paragraph.table() ? Block.Kind.TABLE : Block.Kind.TEXT;
            blocks.add(new Block(kind, 0, page, paragraph.text(), places));
        }
        return blocks;
    }

    private static List<Place> places(Paragraph paragraph, int page) {
        return paragraph.places().stream()
                .map(p -> new Place(p.start(), p.end(), new Box(page, p.x(), p.y(), p.width(), p.height())))
                .toList();
    }
}
