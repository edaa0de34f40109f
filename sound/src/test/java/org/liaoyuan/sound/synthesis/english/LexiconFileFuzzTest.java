package org.liaoyuan.sound.synthesis.english;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liaoyuan.sound.AudioException;

class LexiconFileFuzzTest {

    private static final String SMALL =
            "{\"live\": {\"DEFAULT\": \"lˈIv\", \"VERB\": \"lˈɪv\", \"None\": null}, \"a\": \"ɐ\"}";

    static Stream<Arguments> small() {
        return Stream.of(Arguments.of(SMALL.getBytes(StandardCharsets.UTF_8)));
    }

    @MethodSource("small")
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            LexiconFile.Entries entries = LexiconFile.read(new ByteArrayInputStream(bytes));
            assertThat(entries.words().size()).isLessThan(bytes.length + 1);
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining("dictionary");
        }
    }

    @Test
    void kindsOfWordsAreKept() {
        LexiconFile.Entries entries =
                LexiconFile.read(new ByteArrayInputStream(SMALL.getBytes(StandardCharsets.UTF_8)));

        assertThat(entries.words()).containsEntry("live", "lˈIv").containsEntry("a", "ɐ");
        assertThat(entries.kinds().get("live")).containsEntry("VERB", "lˈɪv").doesNotContainKey("None");
    }
}
