package org.liaoyuan.server.space.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Files inside of a file, counted: their number, and the bytes that they unpack to, of all levels together. */
final class EmbeddedFiles implements EmbeddedDocumentExtractor {

    private final EmbeddedDocumentExtractor parsing;
    private final Bounds bounds;
    private final Pictures pictures;
    private int depth;

    EmbeddedFiles(ParseContext context, Bounds bounds, Pictures pictures) {
        this.parsing = new ParsingEmbeddedDocumentExtractor(context);
        this.bounds = bounds;
        this.pictures = pictures;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return parsing.shouldParseEmbedded(metadata);
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        bounds.countFile(depth);
        depth++;
        pictures.enterFile();
        try {
            parsing.parseEmbedded(new Counted(stream), handler, metadata, outputHtml);
        } finally {
            depth--;
            pictures.leaveFile();
        }
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            bounds.countBytes(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            bounds.countBytes(Math.max(0, got));
            return got;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(Math.min(wanted, Integer.MAX_VALUE));
            bounds.countBytes((int) skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // whoever handed it in goes on with it
        }
    }
}
