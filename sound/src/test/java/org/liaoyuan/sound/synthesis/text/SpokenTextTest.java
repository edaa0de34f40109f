package org.liaoyuan.sound.synthesis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;

class SpokenTextTest {

    @Test
    void markdownIsReadWithoutItsSigns() {
        String words = SpokenText.words(
                "# 标题\n\n- **第一**项\n- 见[文档](https://example.com/a)\n\n```java\nint x = 1;\n```\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
                Language.CHINESE);

        assertThat(words).isEqualTo("标题。 第一项。 见文档。 甲, 乙。 一, 二.");
    }

    @Test
    void aMixedSentenceIsPartedByLanguage() {
        assertThat(SpokenText.of("请打开 Chrome 浏览器，访问 GitHub。", Language.CHINESE))
                .containsExactly(
                        new Run(Language.CHINESE, "请打开 "),
                        new Run(Language.ENGLISH, "Chrome "),
                        new Run(Language.CHINESE, "浏览器，访问 "),
                        new Run(Language.ENGLISH, "GitHub。"));
    }

    @Test
    void numbersAreReadInTheLanguageOfTheirSentence() {
        assertThat(SpokenText.words("我有3个苹果。 I have 3 apples.", Language.CHINESE))
                .isEqualTo("我有三个苹果。 I have three apples.");
    }

    @Test
    void picturesHaveNoSound() {
        assertThat(SpokenText.words("好的 👍🏽 Done ✅", Language.CHINESE)).isEqualTo("好的 Done");
        assertThat(SpokenText.of("🎉 --- ***", Language.CHINESE)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithTheBound() {
        assertThatThrownBy(() -> SpokenText.of("字".repeat(SpokenText.LONGEST + 1), Language.CHINESE))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("10001")
                .hasMessageContaining("10000");
    }

    @Property(tries = 500)
    void noDigitIsLeft(@ForAll @StringLength(max = 60) String text) {
        assertThat(SpokenText.words(text, Language.ENGLISH)).doesNotContainPattern("[0-9]");
    }
}
