package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** PDFs: pages that say next to nothing are drawn and read as pictures, the others as they are. */
final class ScannedPdfParser extends PDFParser {

    private static final long serialVersionUID = 1L;

    /** Letters and digits of a page that has text of its own; a scan may bear a number, or a mark of its scanner. */
    private static final int LEAST_LETTERS = 16;

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        BlockCollector collector = context.get(BlockCollector.class);
        try (TemporaryResources files = new TemporaryResources()) {
            TikaInputStream in = TikaInputStream.get(stream, files, metadata);
            Path file = in.getPath();
            BlockCollector.Mark mark = collector.mark();
            super.parse(in, handler, metadata, context);
            List<Integer> poor = collector.pagesWithFewerLetters(mark, LEAST_LETTERS);
            if (!poor.isEmpty()) {
                collector.replace(mark, read(file, mark, poor, context.get(Pictures.class)));
            }
        }
    }

    /** By page, those that said something. */
    private static Map<Integer, List<Block>> read(
            Path file, BlockCollector.Mark mark, List<Integer> pages, Pictures pictures) throws IOException {
        Map<Integer, List<Block>> read = new TreeMap<>();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            DrawnPages drawn = new DrawnPages(document, pictures);
            for (int i = 0; i < pages.size(); i++) {
                int page = pages.get(i);
                List<Block> blocks = drawn.read(page - mark.pages() - 1, page, i, pages.size());
                if (!blocks.isEmpty()) {
                    read.put(page, blocks);
                }
            }
        }
        return read;
    }
}
