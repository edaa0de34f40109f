package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.BenchModels;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import tools.jackson.databind.JsonNode;

/**
 * How soon somebody who asks aloud is answered aloud: {@code ./liaoyuan bench talk [--questions N] [--model NAME]}. Questions go over a
 * socket in real time, in a room that is not quite silent, each in a session of its own with a task of its own; counted is from the last
 * sample of speech to the first sound of the answer, and what of it went where. Two servers are asked by turns, one of which does
 * nothing ahead ({@code liaoyuan.voice.eager=false}). Not a test: its name keeps it out of the run.
 */
class TalkBench {

    private static final int QUESTIONS = Integer.getInteger("liaoyuan.bench.questions", 16);
    private static final String MODEL = System.getProperty("liaoyuan.bench.model", "qwen2.5-coder-1.5b");
    private static final List<String> DETECTIONS =
            List.of(System.getProperty("liaoyuan.bench.detections", "semantic_vad,server_vad")
                    .split(","));
    private static final List<String> OTHERS =
            System.getProperty("liaoyuan.bench.settings", "").lines().toList();
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

    /** As people give it: read for the first time in each session, since its first words are others'. */
    private static final String TASK =
            "You are the assistant of guest %d of a small hotel by a lake. You are friendly and calm, you know the country and its"
                    + " kitchen, and you say what you do not know. Breakfast is from seven to ten, the boats leave every hour from"
                    + " nine to six, the sauna opens at five. The bus to the town stops in front of the house at ten past each hour"
                    + " and needs twenty-five minutes. Never promise a discount, never give the names of other guests, and ask for"
                    + " the room number before you book anything. Answer in one or two short sentences.";

    private static int guests;

    /**
     * Seconds after the last sample of speech.
     *
     * @param silence that is heard within the answer
     * @param prompt tokens of the question
     * @param cached of these, computed before it was asked
     * @param first what was spoken first
     */
    private record Answered(
            double turn, double asked, double heard, double silence, int prompt, int cached, String first) {}

    /** Question by question with and without reading ahead, so that what else the machine does is done to both. */
    @Test
    void isAnsweredSoon() throws Exception {
        Map<String, TestServer> servers = new LinkedHashMap<>();
        for (boolean eager : new boolean[] {false, true}) {
            List<String> settings = new ArrayList<>(OTHERS);
            settings.add("liaoyuan.voice.eager=" + eager);
            TestServer server = TestServer.another(settings);
            BenchModels.link(server);
            servers.put(eager ? "eager" : "plain", server);
        }
        for (String detection : DETECTIONS) {
            Map<String, List<Answered>> all = new LinkedHashMap<>();
            for (TestServer server : servers.values()) {
                ask(server, ASKED.getFirst(), detection); // loads what is needed
            }
            for (int i = 0; i < QUESTIONS; i++) {
                Question question = ASKED.get(i % ASKED.size());
                for (var each : servers.entrySet()) {
                    Answered answered = ask(each.getValue(), question, detection);
                    all.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(answered);
                    System.out.printf(
                            Locale.ROOT,
                            "%s %s %.2f s: end of turn %.2f, words and question %.2f, first clause and its sound %.2f; silence %.2f, tokens %d, cached %d (%s — %s)%n",
                            each.getKey(),
                            detection,
                            answered.heard(),
                            answered.turn(),
                            answered.asked() - answered.turn(),
                            answered.heard() - answered.asked(),
                            answered.silence(),
                            answered.prompt(),
                            answered.cached(),
                            question.text(),
                            answered.first());
                }
            }
            all.forEach((name, some) -> System.out.printf(
                    Locale.ROOT,
                    "%s, %s, %d questions, %s: first sound of the answer after the last sound of the question: median %.2f s, 95 %% %.2f s; of that first clause and its sound, median %.2f s; silence within it %.2f s; tokens read after the turn %.0f%n",
                    name,
                    detection,
                    some.size(),
                    MODEL,
                    share(some, 0.5, Answered::heard),
                    share(some, 0.95, Answered::heard),
                    share(some, 0.5, a -> a.heard() - a.asked()),
                    share(some, 0.5, Answered::silence),
                    share(some, 0.5, a -> a.prompt() - a.cached())));
            assertThat(all.values()).allSatisfy(some -> assertThat(some).hasSize(QUESTIONS));
        }
    }

    private static double share(List<Answered> all, double share, ToDoubleFunction<Answered> of) {
        double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private Answered ask(TestServer server, Question question, String detection) throws Exception {
        Clip clip = spoken(server, question);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong lastSpoken = new AtomicLong();
        try (RealtimeClient client = new RealtimeClient(server, "?model=" + MODEL, Map.of())) {
            client.next("session.created");
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"max_output_tokens\":40,\"instructions\":\""
                            + TASK.formatted(++guests)
                            + "\",\"audio\":{\"input\":{\"turn_detection\":{\"type\":\""
                            + detection + "\"}}}}}");
            client.next("session.updated");
            Thread microphone = Thread.ofVirtual().start(() -> speak(client, clip, over, lastSpoken));
            try {
                client.next("input_audio_buffer.speech_stopped");
                long turn = System.nanoTime();
                client.next("response.created");
                long asked = System.nanoTime();
                String first = client.next("response.output_audio_transcript.delta")
                        .path("delta")
                        .asString();
                JsonNode sound = client.next("response.output_audio.delta");
                long heard = System.nanoTime();
                double silence = 0;
                double playedUntil = 0;
                JsonNode event = sound;
                for (; !event.path("type").asString().equals("response.done"); event = client.next()) {
                    if (event.path("type").asString().equals("response.output_audio.delta")) {
                        double now = (System.nanoTime() - heard) / 1e9;
                        silence += Math.max(0, now - playedUntil);
                        playedUntil = Math.max(now, playedUntil)
                                + event.path("delta").asString().length() * 0.75 / 2 / 24_000;
                    }
                }
                JsonNode usage = event.at("/response/usage");
                return new Answered(
                        seconds(lastSpoken, turn),
                        seconds(lastSpoken, asked),
                        seconds(lastSpoken, heard),
                        silence,
                        usage.path("input_tokens").asInt(),
                        usage.at("/input_token_details/cached_tokens").asInt(),
                        first.strip());
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

    private static Clip spoken(TestServer server, Question question) {
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
