package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerPathTest {

    private static final int SLICES = 60;

    /** Six seconds; windows of 1.6 s hear the second speaker between two times. */
    private static int[] path(double from, double to, boolean pauseBefore) {
        List<VoiceWindow> windows = new ArrayList<>();
        for (double start = -0.8; start < 6; start += 0.1) {
            double centre = start + 0.8;
            windows.add(new VoiceWindow(start, start + 1.6, axis(centre >= from && centre < to ? 1 : 0)));
        }
        double[] starts = new double[SLICES];
        boolean[] afterPause = new boolean[SLICES];
        for (int i = 0; i < SLICES; i++) {
            starts[i] = i * SpeakerPath.SLICE;
            afterPause[i] = pauseBefore && Math.abs(starts[i] - from) < 0.05;
        }
        return new SpeakerPath(2, 0.3).of(windows, List.of(axis(0), axis(1)), starts, afterPause);
    }

    private static float[] axis(int axis) {
        float[] voice = new float[SpeakerEncoder.DIMENSIONS];
        voice[axis] = 1;
        return voice;
    }

    @Test
    void theSpeakerChangesWhereTheVoiceDoes() {
        int[] path = path(2, 4.5, false);

        assertThat(path[10]).isZero();
        assertThat(path[18]).isZero();
        assertThat(path[22]).isOne();
        assertThat(path[42]).isOne();
        assertThat(path[47]).isZero();
    }

    @Test
    void aMomentIsNoChange() {
        assertThat(path(3, 3.2, false)).containsOnly(0);
    }

    @Test
    void speakersAreNumberedAsTheyCome() {
        assertThat(SpeakerPath.inOrder(new int[] {3, 3, 0, 3, 1, 0})).containsExactly(1, 1, 2, 1, 3, 2);
    }
}
