package org.liaoyuan.server.space.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads what is written or printed in a picture, which may be turned by any angle. Thread-safe, one picture after the other; holds some 200 MB outside
 * of Java's heap while it is open.
 */
public final class PictureReader implements AutoCloseable {

    /** What lines are read from; a page of paper at 200 dots an inch has 3.9 million. */
    private static final int MOST_PIXELS = 6_000_000;

    /** A line of which the model is less sure is no text, or not to be relied on. */
    private static final double LEAST_CONFIDENCE = 0.5;

    /** A frame that is so much higher than wide holds a line that goes down. */
    private static final double TALL = 1.5;

    private static final double SURELY = 0.9;
    private static final long LARGEST_MODEL = 100_000_000;

    private final LineFinder finder;
    private final LineTurner turner;
    private final LineReader reader;

    private PictureReader(LineFinder finder, LineTurner turner, LineReader reader) {
        this.finder = finder;
        this.turner = turner;
        this.reader = reader;
    }

    /**
     * Loads the models.
     *
     * @param archive a ZIP that holds them, told by their names: {@code …_det_….onnx}, {@code …_cls_….onnx}, {@code …_rec_….onnx}
     * @param threads that they work with
     * @throws IOException if the archive lacks one
     */
    public static PictureReader open(Path archive, int threads) throws IOException {
        List<Network> networks = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            networks.add(new Network(model(zip, "_det_"), threads));
            networks.add(new Network(model(zip, "_cls_"), threads));
            byte[] recogniser = model(zip, "_rec_");
            networks.add(new Network(recogniser, threads));
            LineReader reader = new LineReader(networks.get(2), ModelMetadata.value(recogniser, "character"));
            return new PictureReader(new LineFinder(networks.get(0)), new LineTurner(networks.get(1)), reader);
        } catch (IOException | RuntimeException e) {
            networks.forEach(Network::close);
            throw e;
        }
    }

    private static byte[] model(ZipFile zip, String kind) throws IOException {
        ZipEntry entry = zip.stream()
                .filter(e -> e.getName().contains(kind) && e.getName().endsWith(".onnx"))
                .findFirst()
                .orElseThrow(() -> new IOException(zip.getName() + " has no model " + kind));
        if (entry.getSize() > LARGEST_MODEL) {
            throw new IOException(
                    entry.getName() + " has " + entry.getSize() + " bytes; expected at most " + LARGEST_MODEL);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Its text in the order in which people read it; empty where there is none. */
    public synchronized List<Paragraph> read(Pixels picture) {
        Pixels pixels = picture.atMost(MOST_PIXELS);
        List<Frame> frames = turned(pixels, finder.find(pixels));
        List<LineReader.Said> said = reader.read(pixels, frames);
        List<Line> lines = IntStream.range(0, frames.size())
                .mapToObj(i -> new Line(said.get(i).text(), said.get(i).confidence(), frames.get(i)))
                .filter(line -> !line.text().isEmpty() && line.confidence() >= LEAST_CONFIDENCE)
                .toList();
        return Layout.of(lines, pixels.width(), pixels.height());
    }

    /**
     * As their text goes. Most lines of a picture go the same way, so those of the commoner shape are turned together, by the vote of
     * all: a short one alone is often misjudged.
     */
    private List<Frame> turned(Pixels pixels, List<Frame> found) {
        List<Frame> level = found.stream()
                .map(f -> f.height() >= TALL * f.width() ? f.sideways() : f)
                .toList();
        double[] upsideDown = turner.upsideDown(pixels, level);
        double tall = 0;
        double[] vote = new double[2];
        for (int i = 0; i < level.size(); i++) {
            boolean isTall = !level.get(i).equals(found.get(i));
            double length = level.get(i).width();
            tall += isTall ? length : -length;
            vote[isTall ? 1 : 0] += length * (upsideDown[i] - 0.5);
        }
        boolean mostAreTall = tall > 0;
        List<Frame> turned = new ArrayList<>();
        for (int i = 0; i < level.size(); i++) {
            boolean isTall = !level.get(i).equals(found.get(i));
            boolean turn = isTall == mostAreTall ? vote[isTall ? 1 : 0] > 0 : upsideDown[i] > SURELY;
            turned.add(turn ? level.get(i).upsideDown() : level.get(i));
        }
        return turned;
    }

    @Override
    public synchronized void close() {
        finder.close();
        turner.close();
        reader.close();
    }
}
