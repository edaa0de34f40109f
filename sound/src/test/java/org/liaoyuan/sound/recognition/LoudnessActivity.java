package org.liaoyuan.sound.recognition;

import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.vad.VoiceActivity;

/** Takes what is loud for speech: for tests that are not about telling speech from noise. */
final class LoudnessActivity implements VoiceActivity {

    @Override
    public float probability(float[] frame) {
        return Level.rms(frame) > 0.01 ? 0.95f : 0.02f;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
