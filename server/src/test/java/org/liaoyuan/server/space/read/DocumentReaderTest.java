package org.liaoyuan.server.space.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.space.SampleFiles;

class DocumentReaderTest {

    private static final Limits LIMITS = limits(200_000, 20 << 20, Duration.ofMinutes(1));
    private static final DocumentReader READER = new DocumentReader(LIMITS, PictureReading.NONE);

    static Limits limits(int characters, long unpacked, Duration time) {
        return new Limits(characters, unpacked, 50, time, 20, Duration.ofMinutes(10), 20_000_000);
    }

    @TempDir
    private Path folder;

    private DocumentReader.Content read(String name, byte[] bytes) throws Exception {
        return READER.read(Files.write(folder.resolve("blob"), bytes), name, PictureReading.Progress.NONE);
    }

    private Unreadable.Reason failure(DocumentReader reader, String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("blob"), bytes);
        return catchThrowableOfType(Unreadable.class, () -> reader.read(file, name, PictureReading.Progress.NONE))
                .reason();
    }

    private Unreadable.Reason failure(String name, byte[] bytes) throws Exception {
        return failure(READER, name, bytes);
    }

    @Test
    void aWordFileKeepsItsHeadingAndItsTable() throws Exception {
        var content = read("a.docx", SampleFiles.docx("燎原", "星星之火，可以燎原。", "42"));

        assertThat(content.type()).contains("wordprocessingml");
        assertThat(content.blocks())
                .containsExactly(
                        Block.heading(1, null, "燎原"),
                        Block.text(null, "星星之火，可以燎原。"),
                        Block.table(null, "name | value\nanswer | 42"));
    }

    @Test
    void aPdfKeepsItsPages() throws Exception {
        var content = read("a.pdf", SampleFiles.pdf("The first page", "", "The third page"));

        assertThat(content.blocks()).containsExactly(Block.text(1, "The first page"), Block.text(3, "The third page"));
    }

    @Test
    void slidesArePagesAndSheetsAreTables() throws Exception {
        assertThat(read("a.pptx", SampleFiles.pptx("hello slide", "second slide"))
                        .blocks())
                .contains(Block.text(1, "hello slide"), Block.text(2, "second slide"));
        assertThat(read("a.xlsx", SampleFiles.xlsx("Cost", "12", "34")).blocks())
                .contains(Block.heading(1, null, "Cost"), Block.table(null, "row 0 | 12\nrow 1 | 34"));
    }

    @Test
    void aBookAndAPageKeepTheirHeadingsAndScriptsAreNoText() throws Exception {
        assertThat(read("a.epub", SampleFiles.epub("第一章", "从前有座山。")).blocks())
                .contains(Block.heading(2, null, "第一章"), Block.text(null, "从前有座山。"));
        byte[] html = SampleFiles.utf8("<!doctype html><html><head><title>t</title><script>evil()</script></head><body>"
                + "<h1>Top</h1><p>One<p>Two<table><tr><th>a<th>b<tr><td>1<td>2</table></body></html>");
        assertThat(read("a.html", html).blocks())
                .containsExactly(
                        Block.heading(1, null, "Top"),
                        Block.text(null, "One"),
                        Block.text(null, "Two"),
                        Block.table(null, "a | b\n1 | 2"));
    }

    @Test
    void markdownAndPlainTextAreReadInTheirEncodings() throws Exception {
        byte[] markdown = SampleFiles.utf8("# 标题\n\n正文一。\n\n## 小节\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assertThat(read("a.md", markdown).blocks())
                .containsExactly(
                        Block.heading(1, null, "标题"),
                        Block.text(null, "正文一。"),
                        Block.heading(2, null, "小节"),
                        Block.table(null, "a | b\n1 | 2"));
        byte[] gb = "中华人民共和国成立于一九四九年，首都是北京，这是一段用国标编码写成的普通中文文本。".getBytes(Charset.forName("GB18030"));
        assertThat(read("a.txt", gb).blocks().getFirst().text()).contains("首都是北京");
    }

    @Test
    void mailIsRead() throws Exception {
        byte[] mail = SampleFiles.utf8("From: ada@example.org\r\nTo: bob@example.org\r\nSubject: Plan\r\n"
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe meet on Friday.\r\n");

        assertThat(read("a.eml", mail).blocks()).anyMatch(b -> b.text().contains("We meet on Friday."));
    }

    @Test
    void whatIsInAnArchiveIsRead() throws Exception {
        byte[] zip = SampleFiles.zip(Map.of(
                "note.txt",
                SampleFiles.utf8("inside the archive"),
                "b.docx",
                SampleFiles.docx("H", "word inside", "1")));

        assertThat(read("a.zip", zip).blocks())
                .anyMatch(b -> b.text().contains("inside the archive"))
                .anyMatch(b -> b.text().contains("word inside"));
    }

    @Test
    void aWrongNameDoesNotMatter() throws Exception {
        assertThat(read("a.pdf", SampleFiles.docx("H", "really a word file", "1"))
                        .blocks())
                .anyMatch(b -> b.text().equals("really a word file"));
        assertThat(read("a.docx", SampleFiles.pdf("really a pdf")).type()).isEqualTo("application/pdf");
        assertThat(read("a.xlsx", SampleFiles.utf8("only some words")).blocks())
                .containsExactly(Block.text(null, "only some words"));
    }

    @Test
    void whatNeedsAPasswordSaysSo() throws Exception {
        assertThat(failure("a.pdf", SampleFiles.encryptedPdf("secret"))).isEqualTo(Unreadable.Reason.ENCRYPTED);
        assertThat(failure("a.docx", SampleFiles.encryptedDocx("secret"))).isEqualTo(Unreadable.Reason.ENCRYPTED);
    }

    @Test
    void whatBreaksOffIsDamaged() throws Exception {
        byte[] pdf = SampleFiles.pdf("some text");
        byte[] docx = SampleFiles.docx("H", "text", "1");

        assertThat(failure("a.docx", Arrays.copyOf(docx, docx.length / 2))).isEqualTo(Unreadable.Reason.DAMAGED);
        assertThat(failure("a.pdf", Arrays.copyOf(pdf, 40))).isEqualTo(Unreadable.Reason.DAMAGED);
    }

    @Test
    void whatHasNoTextOrIsNotReadSaysWhich() throws Exception {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1};

        assertThat(failure("a.pdf", SampleFiles.pdf("", ""))).isEqualTo(Unreadable.Reason.EMPTY);
        assertThat(failure("a.txt", SampleFiles.utf8(" \n "))).isEqualTo(Unreadable.Reason.EMPTY);
        assertThat(failure("a.docx", png)).isEqualTo(Unreadable.Reason.DAMAGED);
        assertThat(failure("a.txt", new byte[] {1, 2, 3, 0, 0, 9})).isEqualTo(Unreadable.Reason.DAMAGED);
        assertThat(failure("a.bin", new byte[] {1, 2, 3, 0, 0, 9})).isEqualTo(Unreadable.Reason.UNSUPPORTED);
    }

    @Test
    void aFileThatUnpacksToFarMoreIsABomb() throws Exception {
        byte[] nested = SampleFiles.bomb("a.txt", 'a', 50);
        for (int i = 0; i < 12; i++) {
            nested = SampleFiles.zip(Map.of("a" + i + ".zip", nested));
        }
        // what nobody reads is not unpacked: only its name is left
        assertThat(read("a.zip", SampleFiles.bomb("a.bin", '\0', 100)).blocks())
                .extracting(Block::text)
                .containsOnly("a.bin");
        assertThat(failure("a.zip", SampleFiles.bomb("a.txt", 'a', 100)))
                .isIn(Unreadable.Reason.BOMB, Unreadable.Reason.TOO_LONG);
        assertThat(failure("a.docx", SampleFiles.bomb("word/document.xml", 'a', 100)))
                .isIn(Unreadable.Reason.BOMB, Unreadable.Reason.DAMAGED, Unreadable.Reason.TOO_LONG);
        assertThat(failure("a.zip", nested)).isIn(Unreadable.Reason.BOMB, Unreadable.Reason.TOO_LONG);
        Map<String, byte[]> many = new java.util.HashMap<>();
        for (int i = 0; i < 60; i++) {
            many.put(i + ".txt", SampleFiles.utf8("x" + i));
        }
        assertThat(failure("a.zip", SampleFiles.zip(many))).isEqualTo(Unreadable.Reason.BOMB);
    }

    @Test
    void moreTextThanIsReadSaysSoAndATimeThatIsOverToo() throws Exception {
        assertThat(failure("a.txt", SampleFiles.utf8("word ".repeat(50_000)))).isEqualTo(Unreadable.Reason.TOO_LONG);
        DocumentReader hasty =
                new DocumentReader(limits(1_000_000, 1 << 20, Duration.ofMillis(1)), PictureReading.NONE);
        assertThat(failure(hasty, "a.docx", SampleFiles.docx("H", "text", "1"))).isEqualTo(Unreadable.Reason.TOO_SLOW);
    }

    @Test
    void noParserThatIsNotNamedSeesAFile() {
        assertThat(Parsers.all().getAllComponentParsers().stream()
                        .map(p -> p.getClass().getSimpleName())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "ScannedPdfParser",
                        "PictureParser",
                        "OOXMLParser",
                        "OfficeParser",
                        "RTFParser",
                        "OpenDocumentParser",
                        "EpubParser",
                        "JSoupParser",
                        "TextAndCSVParser",
                        "RFC822Parser",
                        "PackageParser"));
    }
}
