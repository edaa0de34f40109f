package org.liaoyuan.server.space.read;

import java.util.List;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.DefaultEncodingDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pkg.PackageParser;

/**
 * The parsers that may see a file of a person. A list, not all that lie on the class path: each is one more thing that outside
 * bytes reach. None of them asks the network or runs a program.
 */
final class Parsers {

    private static final ServiceLoader SERVICES = new ServiceLoader(Parsers.class.getClassLoader());

    private Parsers() {}

    static AutoDetectParser all() {
        Detector detector =
                new DefaultDetector(MimeTypes.getDefaultMimeTypes(Parsers.class.getClassLoader()), SERVICES);
        var encodings = new DefaultEncodingDetector(SERVICES);
        PDFParser pdf = new ScannedPdfParser();
        pdf.getPDFParserConfig().setExtractBookmarksText(false);
        // two columns are read one after the other, as the file has them
        pdf.getPDFParserConfig().setSortByPosition(false);
        // by us, not by what Tika finds on this machine
        pdf.getPDFParserConfig().setOcrStrategy("no_ocr");
        List<Parser> parsers = List.of(
                pdf,
                new OOXMLParser(),
                new OfficeParser(),
                new RTFParser(),
                new OpenDocumentParser(),
                new EpubParser(),
                new JSoupParser(encodings),
                new TextAndCSVParser(encodings),
                new RFC822Parser(),
                new PackageParser(),
                new PictureParser());
        return new AutoDetectParser(detector, parsers.toArray(Parser[]::new));
    }
}
