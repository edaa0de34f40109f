package org.liaoyuan.server.hearing;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class AudiogramCsvFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void whatIsReadIsAnAudiogramOrRefused(FuzzedDataProvider data) {
        try {
            HearingThreshold.audiogram(AudiogramCsv.read(data.consumeRemainingAsString()));
        } catch (IllegalArgumentException refused) {
            // as it should
        }
    }
}
