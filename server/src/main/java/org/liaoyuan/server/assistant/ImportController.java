package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Conversations that were had elsewhere. */
@RestController
@Tag(name = "conversations", description = "Conversations and their messages.")
@RequestMapping("/api/conversations")
class ImportController {

    /** Of the file as it is, and of what it unpacks to. */
    static final long MOST_BYTES = 2L << 30;

    private static final int MOST_FILES = 100_000;
    private static final int MOST_NAMED = 20;

    private final ConversationImport conversations;

    ImportController(ConversationImport conversations) {
        this.conversations = conversations;
    }

    /**
     * What came of it.
     *
     * @param imported conversations that are here now
     * @param known that were here already
     * @param empty that hold nothing that was said
     * @param emptyTitles titles of the first of these
     */
    record ImportReport(int imported, int known, int empty, List<String> emptyTitles) {}

    @Operation(
            operationId = "importConversations",
            summary =
                    "Takes over the conversations of ChatGPT's data export: the ZIP archive, or its conversations.json",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/zip",
                                        schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "application/json", schema = @Schema(type = "array"))
                            }))
    @PostMapping("/import")
    ImportReport take(HttpServletRequest request) throws IOException {
        try (InputStream body = new BufferedInputStream(new Bounded(request.getInputStream()))) {
            body.mark(2);
            boolean zip = body.read() == 'P' && body.read() == 'K';
            body.reset();
            return read(
                    zip ? new Bounded(ChatGptExport.inside(new ZipInputStream(body), MOST_BYTES, MOST_FILES)) : body);
        } catch (ZipException e) {
            throw new IllegalArgumentException("the archive can't be read: " + e.getMessage(), e);
        }
    }

    private ImportReport read(InputStream json) {
        int[] counts = new int[3];
        List<String> empty = new ArrayList<>();
        ChatGptExport.read(json, each -> counts[conversations.add(each) ? 0 : 1]++, title -> {
            counts[2]++;
            if (empty.size() < MOST_NAMED) {
                empty.add(title);
            }
        });
        return new ImportReport(counts[0], counts[1], counts[2], empty);
    }

    /** A small archive can unpack to more than any disk holds. */
    private static final class Bounded extends FilterInputStream {

        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            count(Math.max(0, got));
            return got;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int got) {
            left -= got;
            if (left < 0) {
                throw new IllegalArgumentException(
                        "the file holds more than " + (MOST_BYTES >> 20) + " MB; split its conversations.json");
            }
        }
    }
}
