package org.liaoyuan.sound.synthesis.pinyin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Equality with misaki 0.9.4, whose phonemes Kokoro v1.0 was trained on.
 *
 * <p>The list was made with it: 791 words of jieba's dictionary, over half of them with characters of several readings, 60 sentences
 * about such characters and 540 of this repository's own. It is compared without our readings, choices by context and changes of
 * tones: misaki has none of them.
 */
class MisakiEqualityTest {

    @Test
    void phonemesAreThoseOfMisaki() {
        ChinesePhonemizer phonemizer = ChinesePhonemizer.loadPlain();

        List<String> different = new ArrayList<>();
        int[] all = new int[1];
        Resources.lines("/org/liaoyuan/sound/synthesis/pinyin/misaki-zh.tsv", line -> {
            String[] pair = line.split("\t", -1);
            String ours = phonemizer.phonemes(pair[0]);
            all[0]++;
            if (!ours.equals(pair[1])) {
                different.add(pair[0] + ": misaki " + pair[1] + ", ours " + ours);
            }
        });

        double equal = 1 - (double) different.size() / all[0];
        System.out.printf("equal with misaki: %.2f %% of %d%n", 100 * equal, all[0]);
        assertThat(all[0]).isGreaterThan(1_000);
        assertThat(equal).as("%s", different).isGreaterThan(0.96);
    }
}
