package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

    /** The page's list has the same in its own tests. */
    @ParameterizedTest
    @CsvSource({
        "application/pdf, PDF",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, OFFICE",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, TABLE",
        "text/csv, TABLE",
        "application/vnd.ms-powerpoint, SLIDES",
        "text/html, WEB",
        "application/xhtml+xml, WEB",
        "message/rfc822, MAIL",
        "text/x-java-source, TEXT",
        "audio/mpeg, SOUND",
        "video/mp4, SOUND",
        "image/png, OTHER",
        "'', OTHER"
    })
    void aFileIsOfTheKindThatItsBytesSay(String type, FileKind kind) {
        assertThat(FileKind.of(type)).isEqualTo(kind);
    }
}
