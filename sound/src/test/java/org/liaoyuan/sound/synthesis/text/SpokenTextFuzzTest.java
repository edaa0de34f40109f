package org.liaoyuan.sound.synthesis.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class SpokenTextFuzzTest {

    @FuzzTest
    void anyTextIsRead(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();

        assertThat(SpokenText.of(text.length() > 2_000 ? text.substring(0, 2_000) : text, Language.CHINESE))
                .doesNotContainNull();
    }
}
