package org.liaoyuan.server.assistant.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    /** Small alphabets, so that words do stand in texts; among them a character of two units. */
    @Property
    void whatIsMarkedIsAWordThatWasLookedFor(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 400) String letters,
            @ForAll @CharRange(from = 'a', to = 'c') @NotBlank @StringLength(min = 1, max = 3) String word) {
        String text = letters.replace("b", "东").replace("cc", "😀\n");
        Words words = Words.of(word.replace('b', '东'));

        Excerpt excerpt = Excerpt.of(text, words.marks(text));

        assertThat(excerpt.text().length()).isLessThanOrEqualTo(162);
        assertThat(excerpt.text()).doesNotContain("\n");
        assertThat(excerpt.marks().isEmpty())
                .isEqualTo(!text.contains(words.each().getFirst()));
        int before = 0;
        for (Mark mark : excerpt.marks()) {
            assertThat(excerpt.text().substring(mark.start(), mark.end()))
                    .isEqualTo(words.each().getFirst());
            assertThat(mark.start()).isGreaterThanOrEqualTo(before);
            before = mark.end();
        }
        assertThat(excerpt.text()
                                .chars()
                                .filter(c -> Character.isSurrogate((char) c))
                                .count()
                        % 2)
                .isZero();
    }

    @Test
    void wordsStandBetweenSpacesAlsoWideOnesAndAreFoundInAnyLetterCase() {
        Words words = Words.of("  Ferry　东极岛 ferry ");

        assertThat(words.each()).containsExactly("Ferry", "东极岛", "ferry");
        assertThat(words.marks("FERRY to 东极岛"))
                .extracting(mark ->
                        "FERRY to 东极岛".substring(mark.start(), mark.end()).toLowerCase(Locale.ROOT))
                .containsExactly("ferry", "东极岛");
        assertThat(Words.of("a+b (c").marks("a+b (c d")).hasSize(2);
        assertThat(Words.of(" ").marks("a")).isEqualTo(List.of());
    }
}
