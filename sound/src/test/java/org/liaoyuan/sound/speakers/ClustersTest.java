package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private final Random random = new Random(7);

    @Test
    void voicesThatLieTogetherAreOneSpeaker() {
        List<float[]> voices = new ArrayList<>();
        around(0, 40, voices);
        around(1, 20, voices);
        around(2, 30, voices);
        Collections.shuffle(voices, random);

        List<float[]> speakers = Clusters.speakers(voices, seconds(90), DiarizerOptions.DEFAULT);

        assertThat(speakers).hasSize(3);
        assertThat(speakers.get(0)[0]).as("who speaks most is first").isGreaterThan(0.9f);
        assertThat(speakers.get(1)[2]).isGreaterThan(0.9f);
        assertThat(speakers.get(2)[1]).isGreaterThan(0.9f);
    }

    @Test
    void whoSaysALittleIsNobody() {
        List<float[]> voices = new ArrayList<>();
        around(0, 40, voices);
        around(1, 3, voices);

        assertThat(Clusters.speakers(voices, seconds(43), DiarizerOptions.DEFAULT))
                .hasSize(1);
    }

    @Test
    void aShortSoundHasOneSpeakerStill() {
        List<float[]> voices = new ArrayList<>();
        around(0, 1, voices);

        assertThat(Clusters.speakers(voices, seconds(1), DiarizerOptions.DEFAULT))
                .hasSize(1);
    }

    @Test
    void thereAreNoMoreThanAsked() {
        List<float[]> voices = new ArrayList<>();
        for (int speaker = 0; speaker < 5; speaker++) {
            around(speaker, 20, voices);
        }

        assertThat(Clusters.speakers(voices, seconds(100), DiarizerOptions.DEFAULT.withMostSpeakers(2)))
                .hasSize(2);
    }

    private void around(int axis, int count, List<float[]> voices) {
        for (int i = 0; i < count; i++) {
            float[] voice = new float[SpeakerEncoder.DIMENSIONS];
            for (int d = 0; d < voice.length; d++) {
                voice[d] = 0.02f * random.nextFloat();
            }
            voice[axis] = 1;
            voices.add(SpeakerEncoder.direction(voice));
        }
    }

    private static List<Double> seconds(int voices) {
        return Collections.nCopies(voices, 0.25);
    }
}
