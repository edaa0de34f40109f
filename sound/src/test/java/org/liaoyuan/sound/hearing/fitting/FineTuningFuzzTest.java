package org.liaoyuan.sound.hearing.fitting;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** What a page kept of a fine tuning may be anything by the time it is read. */
class FineTuningFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void whatIsReadIsAFineTuningOrRefused(FuzzedDataProvider data) {
        String saved = (data.consumeBoolean() ? "tune1 5 1 0 0 100 " : "") + data.consumeRemainingAsString();
        try {
            FineTuning tuning = FineTuning.restore(saved);
            if (!tuning.save().equals(FineTuning.restore(tuning.save()).save())) {
                throw new AssertionError(saved);
            }
            tuning.result();
        } catch (IllegalArgumentException refused) {
            // as it should
        }
    }
}
