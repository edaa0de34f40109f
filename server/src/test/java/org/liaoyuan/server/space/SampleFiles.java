package org.liaoyuan.server.space;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Files as other programs make them, by the libraries that read them. */
public final class SampleFiles {

    private SampleFiles() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A page for each text. */
    public static byte[] pdf(String... pages) throws IOException {
        try (PDDocument document = pages(pages)) {
            return saved(document::save);
        }
    }

    public static byte[] encryptedPdf(String text) throws IOException {
        try (PDDocument document = pages(text)) {
            document.protect(new StandardProtectionPolicy("owner", "secret", new AccessPermission()));
            return saved(document::save);
        }
    }

    /** A page of text, then one for each picture, which fills it. */
    public static byte[] scannedPdf(String text, List<byte[]> pictures) throws IOException {
        try (PDDocument document = pages(text)) {
            for (byte[] picture : pictures) {
                PDImageXObject image = PDImageXObject.createFromByteArray(document, picture, "scan");
                PDPage page = new PDPage(new PDRectangle(595, 595f * image.getHeight() / image.getWidth()));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            image,
                            0,
                            0,
                            page.getCropBox().getWidth(),
                            page.getCropBox().getHeight());
                }
            }
            return saved(document::save);
        }
    }

    private static PDDocument pages(String... texts) throws IOException {
        PDDocument document = new PDDocument();
        for (String text : texts) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText(text);
                content.endText();
            }
        }
        return document;
    }

    /** A heading, a paragraph, and a table of two rows. */
    public static byte[] docx(String heading, String text, String cell) throws IOException {
        try (XWPFDocument document = word(heading, text, cell)) {
            return saved(document::write);
        }
    }

    private static XWPFDocument word(String heading, String text, String cell) {
        XWPFDocument document = new XWPFDocument();
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading1");
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal("heading 1");
        document.createStyles().addStyle(new XWPFStyle(style));
        XWPFParagraph title = document.createParagraph();
        title.setStyle("Heading1");
        title.createRun().setText(heading);
        document.createParagraph().createRun().setText(text);
        XWPFTable table = document.createTable(2, 2);
        table.getRow(0).getCell(0).setText("name");
        table.getRow(0).getCell(1).setText("value");
        table.getRow(1).getCell(0).setText("answer");
        table.getRow(1).getCell(1).setText(cell);
        return document;
    }

    public static byte[] encryptedDocx(String text) throws Exception {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            EncryptionInfo info = new EncryptionInfo(EncryptionMode.agile);
            Encryptor encryptor = info.getEncryptor();
            encryptor.confirmPassword("secret");
            byte[] plain = docx("Heading", text, "42");
            try (OPCPackage opc = OPCPackage.open(new ByteArrayInputStream(plain));
                    OutputStream out = encryptor.getDataStream(files)) {
                opc.save(out);
            }
            return saved(files::writeFilesystem);
        }
    }

    public static byte[] xlsx(String sheet, String... cells) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            var rows = book.createSheet(sheet);
            for (int i = 0; i < cells.length; i++) {
                var row = rows.createRow(i);
                row.createCell(0).setCellValue("row " + i);
                row.createCell(1).setCellValue(cells[i]);
            }
            return saved(book::write);
        }
    }

    public static byte[] pptx(String... slides) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow()) {
            for (String text : slides) {
                show.createSlide().createTextBox().setText(text);
            }
            return saved(show::write);
        }
    }

    public static byte[] epub(String title, String text) throws IOException {
        return zip(Map.of(
                "mimetype", utf8("application/epub+zip"),
                "META-INF/container.xml",
                        utf8(
                                "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>"
                                        + "<rootfile full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"),
                "book.opf",
                        utf8(
                                "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata/><manifest><item id=\"a\""
                                        + " href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"),
                "a.xhtml",
                        utf8("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><h2>"
                                + title + "</h2><p>" + text + "</p></body></html>")));
    }

    public static byte[] zip(Map<String, byte[]> files) throws IOException {
        return saved(out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            // what says which kind of ZIP it is stands first
            for (String name : files.keySet().stream()
                    .sorted((a, b) -> Boolean.compare(b.equals("mimetype"), a.equals("mimetype")))
                    .toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(files.get(name));
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    /** The same byte, so often that it packs to little. */
    public static byte[] bomb(String name, char of, int megabytes) throws IOException {
        return saved(out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry(name));
            byte[] block = utf8(String.valueOf(of).repeat(1 << 20));
            for (int i = 0; i < megabytes; i++) {
                zip.write(block);
            }
            zip.closeEntry();
            zip.finish();
        });
    }

    private interface Writing {

        void to(OutputStream out) throws IOException;
    }

    private static byte[] saved(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }
}
