package org.liaoyuan.sound.enhancement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.liaoyuan.sound.AudioException;

/** Any bytes are weights or refused. */
class DenoiserWeightsFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void anyBytes(byte[] bytes) {
        try {
            if (bytes.length > 1 && bytes[1] == 'A') {
                new LookAheadDenoiser(bytes).process(new float[128]);
            } else {
                new LowDelayDenoiser(bytes).process(new float[64]);
            }
        } catch (AudioException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("no reason given", e);
            }
        }
    }
}
