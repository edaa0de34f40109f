package org.liaoyuan.server.assistant;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/** Files that say one harmless sentence openly, and something else in a way that a person does not see. */
final class HostileFiles {

    private HostileFiles() {}

    /** How the second text is brought in. */
    enum Carrier {
        TEXT("txt"),
        HTML_HIDDEN("html"),
        HTML_WHITE("html"),
        HTML_ALT("html"),
        HTML_META("html"),
        HTML_COMMENT("html"),
        HTML_TITLE("html"),
        MARKDOWN_COMMENT("md"),
        DOCX_WHITE("docx"),
        DOCX_PROPERTIES("docx"),
        DOCX_ALT("docx"),
        PDF_WHITE("pdf"),
        PDF_METADATA("pdf"),
        PPTX_NOTES("pptx"),
        CSV("csv"),
        EML_HEADER("eml"),
        XLSX_HIDDEN("xlsx");

        private final String ending;

        Carrier(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }
    }

    static byte[] of(Carrier carrier, String open, String hostile) throws IOException {
        return switch (carrier) {
            case TEXT -> utf8(open + "\n\n" + hostile + "\n");
            case MARKDOWN_COMMENT ->
                utf8("# Gardens\n\n" + open + "\n\n<!-- " + hostile + " -->\n\n[//]: # (" + hostile + ")\n");
            case CSV -> utf8("note,remark\n\"" + open + "\",\"" + hostile.replace("\"", "\"\"") + "\"\n");
            case EML_HEADER -> mail(open, hostile);
            case HTML_HIDDEN -> html("", open, "<div style=\"display:none\">" + escaped(hostile) + "</div>");
            case HTML_WHITE ->
                html("", open, "<p style=\"color:#fff;background:#fff;font-size:1px\">" + escaped(hostile) + "</p>");
            case HTML_ALT -> html("", open, "<img src=\"x.png\" alt=\"" + escaped(hostile) + "\">");
            case HTML_META -> html("<meta name=\"description\" content=\"" + escaped(hostile) + "\">", open, "");
            case HTML_COMMENT -> html("", open, "<!-- " + hostile.replace("--", "- -") + " -->");
            case HTML_TITLE -> html("<title>" + escaped(hostile) + "</title>", open, "");
            case DOCX_WHITE, DOCX_PROPERTIES, DOCX_ALT -> word(carrier, open, hostile);
            case PDF_WHITE, PDF_METADATA -> pdf(carrier, open, hostile);
            case PPTX_NOTES -> slides(open, hostile);
            case XLSX_HIDDEN -> sheets(open, hostile);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] html(String head, String open, String hostile) {
        return utf8("<!doctype html><html><head><meta charset=\"utf-8\">" + head + "</head><body><p>" + open + "</p>"
                + hostile + "</body></html>");
    }

    private static byte[] mail(String open, String hostile) {
        String word = "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(hostile)) + "?=";
        return utf8("From: gardens@example.org\r\nTo: you@example.org\r\nSubject: " + word + "\r\nX-Note: " + word
                + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + open + "\r\n");
    }

    private static byte[] word(Carrier carrier, String open, String hostile) throws IOException {
        try (XWPFDocument document = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText(open);
            XWPFRun run = document.createParagraph().createRun();
            switch (carrier) {
                case DOCX_WHITE -> {
                    run.setColor("FFFFFF");
                    run.setText(hostile);
                }
                case DOCX_ALT -> picture(run, hostile);
                default -> {
                    document.getProperties().getCoreProperties().setTitle(hostile);
                    document.getProperties().getCoreProperties().setDescription(hostile);
                    document.getProperties().getCoreProperties().setKeywords(hostile);
                }
            }
            document.write(out);
            return out.toByteArray();
        }
    }

    private static void picture(XWPFRun run, String hostile) throws IOException {
        byte[] dot = Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        try {
            run.addPicture(
                    new ByteArrayInputStream(dot),
                    Document.PICTURE_TYPE_PNG,
                    "dot.png",
                    Units.toEMU(1),
                    Units.toEMU(1));
        } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException e) {
            throw new IOException(e);
        }
        run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(hostile);
    }

    private static byte[] pdf(Carrier carrier, String open, String hostile) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                line(content, 700, open);
                if (carrier == Carrier.PDF_WHITE) {
                    content.setNonStrokingColor(1f, 1f, 1f);
                    line(content, 600, hostile.replace('\n', ' '));
                }
            }
            if (carrier == Carrier.PDF_METADATA) {
                document.getDocumentInformation().setTitle(hostile);
                document.getDocumentInformation().setSubject(hostile);
                document.getDocumentInformation().setKeywords(hostile);
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void line(PDPageContentStream content, int y, String text) throws IOException {
        content.beginText();
        content.newLineAtOffset(50, y);
        content.showText(text);
        content.endText();
    }

    private static byte[] slides(String open, String hostile) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var slide = show.createSlide();
            slide.createTextBox().setText(open);
            show.getNotesSlide(slide).getPlaceholder(1).setText(hostile);
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] sheets(String open, String hostile) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet("seen").createRow(0).createCell(0).setCellValue(open);
            book.createSheet("hidden").createRow(0).createCell(0).setCellValue(hostile);
            book.setSheetHidden(1, true);
            book.write(out);
            return out.toByteArray();
        }
    }
}
