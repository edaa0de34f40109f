package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.liaoyuan.sound.AudioException;

/** Any bytes are weights or refused. */
class CheckpointFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreRefused(byte[] bytes) {
        read(bytes);
    }

    /** What random bytes never reach: a whole file of one tensor with some places changed. */
    @FuzzTest(maxDuration = "5s")
    void aCheckpointThatIsChangedIsReadOrRefused(byte[] change) {
        byte[] file = CheckpointTest.checkpoint();
        for (int i = 0; i + 1 < change.length; i += 2) {
            file[(change[i] & 0xFF) % file.length] = change[i + 1];
        }
        read(file);
    }

    private static void read(byte[] bytes) {
        try {
            assertThat(Checkpoint.of(bytes).tensor("w", 2, 3)).hasSize(6);
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining("fetch speaker-encoder again");
        }
    }
}
