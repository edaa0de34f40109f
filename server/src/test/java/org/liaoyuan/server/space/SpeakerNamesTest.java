package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerNamesTest {

    @Test
    void onlyWhoIsMeantIsCalledSomethingElse() {
        String text = "Speaker 1: Hello, Speaker 2: no.\nSpeaker 10: Hi.\nI am Speaker 1: yes.\nSpeaker 1: Well.";

        assertThat(SpeakerNames.renamed(text, "Speaker 1", "王芳"))
                .isEqualTo("王芳：Hello, Speaker 2: no.\nSpeaker 10: Hi.\nI am Speaker 1: yes.\n王芳：Well.");
    }

    @Property(tries = 200)
    void aNameIsTakenBackAsItWasGiven(@ForAll("texts") String text) {
        String named = SpeakerNames.renamed(text, "Speaker 1", "Ada");

        assertThat(SpeakerNames.renamed(named, "Ada", "Speaker 1")).isEqualTo(text);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> texts() {
        return net.jqwik.api.Arbitraries.of("Speaker 1: a", "Speaker 2: b", "c Speaker 1: d", "e")
                .list()
                .ofMaxSize(6)
                .map(lines -> String.join("\n", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "甲：乙", "a\nb", "Ada"})
    void whatIsNoNameOrAnothersIsRefused(String name) {
        assertThatThrownBy(() -> SpeakerNames.checked(name, Set.of("Ada")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name ");
    }

    @Test
    void aNameHasBlanksAroundItTakenOff() {
        assertThat(SpeakerNames.checked("  王芳 ", Set.of("Ada"))).isEqualTo("王芳");
    }
}
