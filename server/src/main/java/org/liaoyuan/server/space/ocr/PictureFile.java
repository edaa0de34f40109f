package org.liaoyuan.server.space.ocr;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * A file of one picture or several (pages of a TIFF; of an animation the first). Nothing is decoded before its size is known; what has
 * more pixels than lines can be read from is decoded by every second, third … pixel, so that memory is bounded by {@link #DECODED}.
 */
public final class PictureFile implements AutoCloseable {

    /** Pixels that are decoded at most. */
    private static final int DECODED = 16_000_000;

    private static final int LONGEST_SIDE = 60_000;

    private final ImageReader reader;
    private final BoundedInput in;
    private final int orientation;
    private final long mostPixels;

    /** It has more pixels than are read. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(int width, int height, long most) {
            super("a picture of " + width + " x " + height + " pixels has more than " + most);
        }
    }

    private PictureFile(ImageReader reader, BoundedInput in, int orientation, long mostPixels) {
        this.reader = reader;
        this.in = in;
        this.orientation = orientation;
        this.mostPixels = mostPixels;
    }

    /**
     * Opens it.
     *
     * @param mostPixels that a picture may have
     * @throws IOException if it is none, or of a kind that is not read
     */
    public static PictureFile open(Path file, long mostPixels) throws IOException {
        BoundedInput in = new BoundedInput(Files.newByteChannel(file));
        try {
            return of(in, Orientation.of(file), mostPixels);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static PictureFile of(BoundedInput in, int orientation, long mostPixels) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new IOException("no picture that is read");
        }
        ImageReader reader = readers.next();
        // what it says about itself is not needed, and packed texts in it may be bombs
        reader.setInput(in, false, true);
        return new PictureFile(reader, in, orientation, mostPixels);
    }

    /** How many pages; 1 for all but a TIFF. */
    public int pages() throws IOException {
        return reader.getFormatName().equalsIgnoreCase("tif")
                        || reader.getFormatName().equalsIgnoreCase("tiff")
                ? reader.getNumImages(true)
                : 1;
    }

    /** Pixels of a page, without decoding it. */
    public long size(int page) throws IOException {
        return (long) reader.getWidth(page) * reader.getHeight(page);
    }

    /**
     * A page as people see it: turned as its camera says.
     *
     * @param page 0 …
     * @throws TooLarge if it has more pixels than were allowed
     * @throws IOException if it is damaged
     */
    public Pixels read(int page) throws IOException {
        in.begin();
        int width = reader.getWidth(page);
        int height = reader.getHeight(page);
        if (width < 1 || height < 1) {
            throw new IOException("a picture of " + width + " x " + height + " pixels");
        }
        if ((long) width * height > mostPixels || Math.max(width, height) > LONGEST_SIDE) {
            throw new TooLarge(width, height, mostPixels);
        }
        int step = (int) Math.ceil(Math.sqrt((double) width * height / DECODED));
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceRegion(new Rectangle(0, 0, width, height));
        how.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(page, how);
        return Orientation.turned(Pixels.of(image), page == 0 ? orientation : 1);
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
