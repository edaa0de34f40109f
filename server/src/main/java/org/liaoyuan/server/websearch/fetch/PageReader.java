package org.liaoyuan.server.websearch.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;
import org.liaoyuan.server.space.read.Block;
import org.liaoyuan.server.space.read.DocumentReader;
import org.liaoyuan.server.space.read.Limits;
import org.liaoyuan.server.space.read.Pages;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Passages;
import org.liaoyuan.server.space.read.PictureReading;
import org.liaoyuan.server.space.read.Unreadable;

/** Makes passages of what a server sent, as those of people's files are made. */
final class PageReader {

    private static final int MOST_CHARACTERS = 400_000;
    private static final int MOST_PASSAGES = 200;
    private static final int LONGEST_TITLE = 200;

    /** Of what is no HTML: a PDF, with nothing inside of it. */
    private final DocumentReader files = new DocumentReader(
            new Limits(MOST_CHARACTERS, 50_000_000, 20, Duration.ofSeconds(5), 0, Duration.ZERO, 0),
            PictureReading.NONE);

    Page read(PageClient.Sent sent) throws PageFailure, InterruptedException {
        try {
            return switch (kind(sent)) {
                case HTML -> html(sent);
                case TEXT -> page(sent, "", Pages.ofText(Charsets.text(sent.bytes(), sent.charset())));
                case PDF -> pdf(sent);
            };
        } catch (Unreadable e) {
            throw new PageFailure("it can't be read: " + e.reason());
        }
    }

    private enum Kind {
        HTML,
        TEXT,
        PDF
    }

    private static Kind kind(PageClient.Sent sent) throws PageFailure {
        byte[] bytes = sent.bytes();
        boolean pdf = bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
        return switch (sent.type()) {
            case "text/html", "application/xhtml+xml", "" -> Kind.HTML;
            case "text/plain", "text/markdown" -> Kind.TEXT;
            case "application/pdf" -> {
                if (!pdf || !sent.whole()) {
                    throw new PageFailure(
                            pdf ? "it has more than " + PageClient.MOST_PDF_BYTES + " bytes" : "it is no PDF");
                }
                yield Kind.PDF;
            }
            default -> throw new PageFailure("it is of a kind that is not read");
        };
    }

    private static Page html(PageClient.Sent sent) throws Unreadable, PageFailure {
        Document document = MainText.parse(
                Charsets.text(sent.bytes(), sent.charset()), sent.address().toString());
        String title = document.title();
        return page(sent, title, Pages.ofHtml(MainText.of(document), MOST_CHARACTERS));
    }

    private Page pdf(PageClient.Sent sent) throws Unreadable, PageFailure, InterruptedException {
        try {
            Path file = Files.createTempFile("liaoyuan-page-", ".pdf");
            try {
                Files.write(file, sent.bytes());
                return page(
                        sent,
                        "",
                        files.read(file, "page.pdf", PictureReading.Progress.NONE)
                                .blocks());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new PageFailure("it could not be kept while it is read");
        }
    }

    private static Page page(PageClient.Sent sent, String title, List<Block> blocks) throws PageFailure {
        List<Passage> passages =
                Passages.of(blocks).stream().limit(MOST_PASSAGES).toList();
        if (passages.isEmpty()) {
            throw new PageFailure("there is no text in it");
        }
        String line = title.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_TITLE, line.codePointCount(0, line.length())));
        return new Page(sent.address(), line.substring(0, end), Instant.now(), passages);
    }
}
