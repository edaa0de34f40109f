package org.liaoyuan.sound.hearing.audiometry;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** What a page kept of a test may be anything by the time it is read. */
class SavedTestFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void whatIsReadIsATestOrRefused(FuzzedDataProvider data) {
        String saved = (data.consumeBoolean() ? "tone1 5 R 80 " : data.consumeBoolean() ? "din1 5 " : "")
                + data.consumeRemainingAsString();
        try {
            ToneAudiometry test = ToneAudiometry.restore(saved);
            if (!test.save().equals(ToneAudiometry.restore(test.save()).save())) {
                throw new AssertionError(saved);
            }
        } catch (IllegalArgumentException refused) {
            // as it should
        }
        try {
            DigitsInNoise.restore(saved).save();
        } catch (IllegalArgumentException refused) {
            // as it should
        }
    }
}
