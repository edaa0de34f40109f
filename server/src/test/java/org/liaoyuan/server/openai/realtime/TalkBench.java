package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.BenchModels;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/**
 * How soon somebody who asks aloud is answered aloud: {@code ./liaoyuan bench talk [--questions N] [--model NAME]}. Questions go over a
 * socket in real time, in a room that is not quite silent, each in a session of its own; counted is from the last sample of speech to the
 * first sound of the answer, and what of it went where. Not a test: its name keeps it out of the run.
 */
class TalkBench {

    private static final int QUESTIONS = Integer.getInteger("liaoyuan.bench.questions", 16);
    private static final String MODEL = System.getProperty("liaoyuan.bench.model", "qwen2.5-coder-1.5b");
    private static final double FRAME_SECONDS = 0.02;
    /** Below full scale by 46 dB; what is softer at the end of a clip is no speech. */
    private static final float SPOKEN = 0.005f;

    private static final float ROOM = 0.0005f;

    private record Question(String voice, String text) {}

    private static final List<Question> ASKED = List.of(
            new Question("zf_xiaoxiao", "法国的首都是哪里？"),
            new Question("af_heart", "What is the capital city of France?"),
            new Question("zm_yunxi", "请用一句话介绍一下长城。"),
            new Question("am_michael", "How many days are there in a week?"),
            new Question("zf_xiaoyi", "明天去爬山要带些什么？"),
            new Question("bf_emma", "Can you name three kinds of fruit?"),
            new Question("zm_yunyang", "水烧开的时候是多少度？"),
            new Question("bm_george", "Please tell me a short joke."));

    private final TestServer server = TestServer.get();

    /** Seconds after the last sample of speech. */
    private record Answered(double turn, double asked, double heard) {}

    @Test
    void isAnsweredSoon() throws Exception {
        BenchModels.link();
        for (String detection : List.of("semantic_vad", "server_vad")) {
            List<Answered> all = new ArrayList<>();
            ask(ASKED.getFirst(), detection); // loads what is needed
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = ASKED.get(i % ASKED.size());
                Answered answered = ask(question, detection);
                all.add(answered);
                System.out.printf(
                        Locale.ROOT,
                        "%s %.2f s: end of turn %.2f, words and question %.2f, first clause and its sound %.2f (%s)%n",
                        detection,
                        answered.heard(),
                        answered.turn(),
                        answered.asked() - answered.turn(),
                        answered.heard() - answered.asked(),
                        question.text());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d questions, %s: first sound of the answer after the last sound of the question: median %.2f s, 95 %% %.2f s%n",
                    detection,
                    all.size(),
                    MODEL,
                    share(all, 0.5),
                    share(all, 0.95));
            assertThat(all).hasSize(QUESTIONS);
        }
    }

    private static double share(List<Answered> all, double share) {
        double[] sorted = all.stream().mapToDouble(Answered::heard).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private Answered ask(Question question, String detection) throws Exception {
        Clip clip = spoken(question);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong lastSpoken = new AtomicLong();
        try (RealtimeClient client = new RealtimeClient(server, "?model=" + MODEL, Map.of())) {
            client.next("session.created");
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"instructions\":\"Answer in one or two short sentences.\",\"audio\":{\"input\":{\"turn_detection\":{\"type\":\""
                            + detection + "\"}}}}}");
            client.next("session.updated");
            Thread microphone = Thread.ofVirtual().start(() -> speak(client, clip, over, lastSpoken));
            try {
                client.next("input_audio_buffer.speech_stopped");
                long turn = System.nanoTime();
                client.next("response.created");
                long asked = System.nanoTime();
                client.next("response.output_audio.delta");
                long heard = System.nanoTime();
                return new Answered(seconds(lastSpoken, turn), seconds(lastSpoken, asked), seconds(lastSpoken, heard));
            } finally {
                over.set(true);
                microphone.join();
            }
        }
    }

    private static double seconds(AtomicLong from, long to) {
        return (to - from.get()) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** In real time, and a quiet room behind it until the answer is there. */
    private static void speak(RealtimeClient client, Clip clip, AtomicBoolean over, AtomicLong lastSpoken) {
        int frame = clip.rate().samples(FRAME_SECONDS);
        int end = clip.length();
        while (end > 0 && Math.abs(clip.samples()[end - 1]) < SPOKEN) {
            end--;
        }
        Random random = new Random(end);
        long began = System.nanoTime();
        for (int from = 0; !over.get(); from += frame) {
            float[] samples = new float[frame];
            for (int i = 0; i < frame; i++) {
                float said = from + i < end ? clip.samples()[from + i] : 0;
                samples[i] = said + ROOM * (float) random.nextGaussian();
            }
            client.hear(new Clip(clip.rate(), samples));
            if (from < end && from + frame >= end) {
                lastSpoken.set(System.nanoTime());
            }
            long due = began + (long) ((from + frame) / (double) clip.rate().hertz() * TimeUnit.SECONDS.toNanos(1));
            try {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Clip spoken(Question question) {
        Clip whole = Clip.silence(SampleRate.HZ_24000, 0.3);
        try (Speech speech = server.bean(ModelService.class)
                .speak(new SpeechRequest(ModelService.DEFAULT, question.text(), question.voice(), 1, Caller.LOCAL))) {
            for (Optional<Clip> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
                whole = whole.then(piece.get());
            }
        }
        return whole;
    }
}
