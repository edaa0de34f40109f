package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.synthesis.KokoroSynthesizer;
import org.liaoyuan.sound.synthesis.SpeechCache;
import org.liaoyuan.sound.synthesis.Voice;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/** Spoken words of several voices against the real detector: how much of a word it takes to end an answer. */
class InterruptionTest {

    private static final String DETECTOR = "silero_vad-6.2.3-py3-none-any.whl";
    private static final List<String> SPEAKER =
            List.of("kokoro-v1.0-int8.onnx", "kokoro-js-1.2.1.tgz", "misaki-0.9.4-py3-none-any.whl");

    /** Of full scale: below it is what a room sounds like. */
    private static final float ONSET = 0.02f;

    @Test
    void speechEndsAnAnswerWithin300Milliseconds() throws InterruptedException {
        Path models = TestParts.models();
        boolean here =
                Stream.concat(Stream.of(DETECTOR), SPEAKER.stream()).allMatch(f -> Files.exists(models.resolve(f)));
        assumeTrue(here || System.getenv("CI") != null, "the models of sound are not in " + models);
        List<Double> needed = new ArrayList<>();
        try (SileroModel detector = SileroModel.load(models.resolve(DETECTOR));
                KokoroSynthesizer speaker = KokoroSynthesizer.load(
                        models.resolve(SPEAKER.get(0)),
                        models.resolve(SPEAKER.get(1)),
                        models.resolve(SPEAKER.get(2)),
                        new SpeechCache(SpeechCache.USUAL_BYTES))) {
            for (String line : List.of(
                    "af_heart:Wait a moment, please.",
                    "am_michael:Stop, that is enough.",
                    "bf_emma:No, I meant the other one.",
                    "af_bella:Hold on, what was that?",
                    "zf_xiaoxiao:等一下，我有问题。",
                    "zm_yunxi:停一下，不是这个意思。",
                    "zf_xiaobei:好的，谢谢你。",
                    "zm_yunjian:不对，我说的是明天。")) {
                String[] parts = line.split(":");
                needed.add(needed(detector, spoken(speaker.speak(parts[1], new Voice(parts[0]), 1))));
            }
        }
        System.out.println("seconds of speech that end an answer: "
                + needed.stream().map("%.3f"::formatted).toList());

        assertThat(needed).allSatisfy(seconds -> assertThat(seconds).isBetween(0.1, 0.3));
    }

    /** In a room that is not quite silent, after a second of it. */
    private static Clip spoken(Clip clip) {
        Clip speech = Resampler.convert(clip, RecentSound.RATE);
        Clip whole = Clip.silence(RecentSound.RATE, 1).then(speech).then(Clip.silence(RecentSound.RATE, 0.3));
        Random room = new Random(1);
        for (int i = 0; i < whole.length(); i++) {
            whole.samples()[i] += (float) (room.nextGaussian() * 0.001);
        }
        return whole;
    }

    private static double needed(SileroModel detector, Clip clip) throws InterruptedException {
        FakeParts parts = new FakeParts("words") {
            @Override
            public VoiceActivity activity() {
                return detector.listen();
            }
        };
        parts.answers.add("A long answer that nobody hears to its end.");
        parts.mayEnd = new CountDownLatch(1);
        try (Conversation talk = new Conversation(parts, Conversation.options(TurnDetection.Meaning.DEFAULT))) {
            talk.talk.add(new Item("q", "user", "a question", false, false), null, null);
            talk.talk.respond(same -> same, null);
            talk.next(VoiceEvent.ReplyStarted.class);

            double heard = talk.hearUntil(VoiceEvent.ReplyEnded.class, clip);

            return heard - onset(clip);
        }
    }

    private static double onset(Clip clip) {
        int at = 0;
        while (Math.abs(clip.samples()[at]) < ONSET) {
            at++;
        }
        return SampleRate.HZ_16000.seconds(at);
    }
}
