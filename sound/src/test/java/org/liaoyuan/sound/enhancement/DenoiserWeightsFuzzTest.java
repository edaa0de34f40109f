package org.liaoyuan.sound.enhancement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.liaoyuan.sound.AudioException;

/** Any bytes are weights or refused. */
class DenoiserWeightsFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void anyBytes(byte[] bytes) {
        try {
            new LowDelayDenoiser(bytes).process(new float[64]);
        } catch (AudioException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("no reason given", e);
            }
        }
    }
}
