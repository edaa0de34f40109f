package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** Photos and scans, wherever they lie: in a file of their own, in a ZIP, in a document. */
final class PictureParser implements Parser {

    private static final long serialVersionUID = 1L;

    private static final Set<MediaType> TYPES = Set.of(
            MediaType.image("png"),
            MediaType.image("jpeg"),
            MediaType.image("webp"),
            MediaType.image("bmp"),
            MediaType.image("gif"),
            MediaType.image("tiff"));

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return TYPES;
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException {
        BlockCollector collector = context.get(BlockCollector.class);
        try (TemporaryResources files = new TemporaryResources()) {
            TikaInputStream in = TikaInputStream.get(stream, files, metadata);
            collector.add(context.get(Pictures.class).file(in.getPath(), collector.page()));
        }
    }
}
