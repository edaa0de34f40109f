package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.synthesis.KokoroSynthesizer;
import org.liaoyuan.sound.synthesis.SpeechCache;
import org.liaoyuan.sound.synthesis.Synthesizer;
import org.liaoyuan.sound.synthesis.Voice;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/** On real models: a reader of LibriVox, and a voice that is synthesised. */
class DiarizerTest {

    private static final Clip READER = TestSpeech.clip("young-man.wav").then(TestSpeech.clip("amiable.wav"));

    private static SileroModel silero;
    private static SpeakerEncoder encoder;

    @BeforeAll
    static void load() {
        silero = SileroModel.load(TestModels.file(TestSpeech.SILERO));
        encoder = SpeakerEncoder.load(TestModels.file(SpeakerEncoderTest.WHEEL), 2);
    }

    @AfterAll
    static void close() {
        if (silero != null) {
            silero.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }

    private static List<SpeakerTurn> diarize(Clip clip, DiarizerOptions options) {
        try (VoiceActivity activity = silero.listen()) {
            return new Diarizer(activity, encoder).diarize(clip, options).turns();
        }
    }

    private static List<Clip> woman(String... sentences) {
        try (Synthesizer kokoro = KokoroSynthesizer.load(
                TestModels.file("kokoro-v1.0-int8.onnx"),
                TestModels.file("kokoro-js-1.2.1.tgz"),
                TestModels.file("misaki-0.9.4-py3-none-any.whl"),
                new SpeechCache(0))) {
            return Arrays.stream(sentences)
                    .map(sentence -> Resampler.convert(kokoro.speak(sentence, Voice.XIAOXIAO, 1), SampleRate.HZ_16000))
                    .toList();
        }
    }

    @Test
    void twoWhoSpeakInTurnAreToldApart() {
        Clip pause = Clip.silence(SampleRate.HZ_16000, 0.4);
        List<Clip> woman = woman("我们下个星期三再讨论这个问题，好不好？", "请大家把自己的部分写完，发到群里来。");
        Clip talk =
                pause.then(woman.get(0)).then(pause).then(READER).then(pause).then(woman.get(1));

        List<SpeakerTurn> turns = diarize(talk, DiarizerOptions.DEFAULT);

        double change = 0.8 + woman.get(0).seconds();
        assertThat(turns)
                .extracting(SpeakerTurn::speaker)
                .as(turns.toString())
                .containsOnly(1, 2)
                .startsWith(1)
                .endsWith(1);
        assertThat(spoken(turns, 2)).isCloseTo(READER.seconds(), within(1.0));
        assertThat(turns.stream()
                        .filter(turn -> turn.speaker() == 2)
                        .findFirst()
                        .orElseThrow()
                        .start())
                .isCloseTo(change, within(0.5));
        assertThat(turns).isSortedAccordingTo((a, b) -> Double.compare(a.start(), b.start()));
    }

    @Test
    void oneWhoSpeaksIsOne() {
        assertThat(diarize(READER, DiarizerOptions.DEFAULT))
                .extracting(SpeakerTurn::speaker)
                .containsOnly(1);
    }

    @Test
    void nobodySpeaksInSilence() {
        assertThat(diarize(Clip.silence(SampleRate.HZ_16000, 3), DiarizerOptions.DEFAULT))
                .isEmpty();
    }

    private static double spoken(List<SpeakerTurn> turns, int speaker) {
        return turns.stream()
                .filter(turn -> turn.speaker() == speaker)
                .mapToDouble(turn -> turn.end() - turn.start())
                .sum();
    }
}
