package org.liaoyuan.sound.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSource;

class TranscriberTest {

    private final ScriptedRecognizer recognizer = new ScriptedRecognizer(clip -> "words");
    private final Transcriber transcriber = new Transcriber(new LoudnessActivity(), recognizer);

    /** Ten seconds of voice and two of silence, again and again. */
    private static final class Talker implements SoundSource {

        private final long end;
        private long at;

        Talker(double seconds) {
            end = (long) (seconds * 16_000);
        }

        @Override
        public SampleRate rate() {
            return SampleRate.HZ_16000;
        }

        @Override
        public int read(float[] block) {
            int count = (int) Math.min(block.length, end - at);
            for (int i = 0; i < count; i++, at++) {
                block[i] = at % 192_000 < 160_000 ? (at % 40 < 20 ? 0.1f : -0.1f) : 0;
            }
            return count;
        }

        @Override
        public void close() {}
    }

    @Test
    void anHourIsCutAtItsPauses() {
        List<Transcript> said = new ArrayList<>();

        transcriber.transcribe(new Talker(3600), RecognitionOptions.DEFAULT, said::add);

        assertThat(said).hasSize(300);
        assertThat(recognizer.seconds).allMatch(seconds -> seconds > 9 && seconds < 12);
        assertThat(said.get(100).segments().getFirst().start()).isBetween(1199.0, 1200.5);
    }

    @Test
    void aRecordingIsWrittenDownThoroughly() {
        transcriber.transcribe(new Talker(12), RecognitionOptions.DEFAULT, transcript -> {});

        assertThat(recognizer.efforts).containsExactly(RecognitionOptions.Effort.THOROUGH);
    }

    @Test
    void silenceIsNeverGivenToTheRecognizer() {
        Transcript transcript =
                transcriber.transcribe(Clip.silence(SampleRate.HZ_48000, 30), RecognitionOptions.DEFAULT);

        assertThat(transcript.text()).isEmpty();
        assertThat(recognizer.seconds).isEmpty();
    }

    @Test
    void aRecognizerThatIsBusyForAWhileIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        ScriptedRecognizer busy = new ScriptedRecognizer(clip -> {
            if (asked.incrementAndGet() == 1) {
                throw new Recognizer.BusyException("try again");
            }
            return "words";
        });
        List<Transcript> said = new ArrayList<>();

        new Transcriber(new LoudnessActivity(), busy).transcribe(new Talker(12), RecognitionOptions.DEFAULT, said::add);

        assertThat(asked).hasValue(2);
        assertThat(said).hasSize(1);
    }
}
