package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** PDFs: pages that say next to nothing are drawn and read as pictures, the others as they are, with the places of their words. */
final class ScannedPdfParser extends PDFParser {

    private static final long serialVersionUID = 1L;

    /** Letters and digits of a page that has text of its own; a scan may bear a number, or a mark of its scanner. */
    private static final int LEAST_LETTERS = 16;

    /** For the places of words, beside the time for the file: what it gets no further than has none. */
    private static final Duration MOST_FOR_PLACES = Duration.ofSeconds(20);

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        BlockCollector collector = context.get(BlockCollector.class);
        Pictures pictures = context.get(Pictures.class);
        try (TemporaryResources files = new TemporaryResources()) {
            TikaInputStream in = TikaInputStream.get(stream, files, metadata);
            Path file = in.getPath();
            BlockCollector.Mark mark = collector.mark();
            super.parse(in, handler, metadata, context);
            List<Integer> poor = collector.pagesWithFewerLetters(mark, LEAST_LETTERS);
            Map<Integer, List<Block>> rich = collector.pages(mark);
            rich.keySet().removeAll(poor);
            if (!poor.isEmpty() || !rich.isEmpty() && !pictures.isInside()) {
                try (PDDocument document = Loader.loadPDF(file.toFile())) {
                    Map<Integer, List<Block>> better = read(document, mark, poor, pictures);
                    if (!pictures.isInside()) {
                        better.putAll(placed(document, mark, rich, context.get(Bounds.class)));
                    }
                    collector.replace(mark, better);
                }
            }
        }
    }

    /** Pages that are drawn and read: those that said something. */
    private static Map<Integer, List<Block>> read(
            PDDocument document, BlockCollector.Mark mark, List<Integer> pages, Pictures pictures) throws IOException {
        Map<Integer, List<Block>> read = new TreeMap<>();
        DrawnPages drawn = new DrawnPages(document, pictures);
        for (int i = 0; i < pages.size(); i++) {
            int page = pages.get(i);
            List<Block> blocks = drawn.read(page - mark.pages() - 1, page, i, pages.size());
            if (!blocks.isEmpty()) {
                read.put(page, blocks);
            }
        }
        return read;
    }

    /** The same blocks with the places of their words. */
    private static Map<Integer, List<Block>> placed(
            PDDocument document, BlockCollector.Mark mark, Map<Integer, List<Block>> pages, Bounds bounds) {
        Set<Integer> numbers =
                pages.keySet().stream().map(page -> page - mark.pages()).collect(Collectors.toSet());
        Map<Integer, List<Block>> placed = new TreeMap<>();
        long start = System.nanoTime();
        bounds.allow(MOST_FOR_PLACES);
        WordPlaces.of(document, numbers, MOST_FOR_PLACES).forEach((number, runs) -> {
            int page = number + mark.pages();
            placed.put(page, PlacedBlocks.of(pages.getOrDefault(page, List.of()), runs));
        });
        bounds.allow(Duration.ofNanos(System.nanoTime() - start).minus(MOST_FOR_PLACES));
        return placed;
    }
}
