package org.liaoyuan.sound.recognition.sherpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Transcript;

/**
 * Each kind of model whose weights can't be had here, by a network in its form that hears two tones: that settings reach the library,
 * its front end hears what was sent, and tokens, times and language come back.
 */
class SherpaKindsTest {

    private static final int RATE = 16_000;
    private static final Map<String, String> STACKED = Map.of(
            "lfr_window_size",
            "7",
            "lfr_window_shift",
            "6",
            "neg_mean",
            repeated("0", 560),
            "inv_stddev",
            repeated("1", 560));

    @TempDir
    private static Path shared;

    private static Path library;

    @TempDir
    private Path folder;

    @BeforeAll
    static void unpack() {
        library = SherpaFixture.library(shared);
    }

    private static String repeated(String value, int count) {
        return IntStream.range(0, count).mapToObj(i -> value).collect(Collectors.joining(","));
    }

    private static Map<String, String> with(Map<String, String> some, String... others) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return all;
    }

    private void tokens(String... tokens) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            lines.add(tokens[i] + " " + i);
        }
        Files.write(folder.resolve("tokens.txt"), lines);
    }

    private Transcript hear() {
        return hear(RecognitionOptions.DEFAULT);
    }

    private Transcript hear(RecognitionOptions options) {
        SherpaModel model = SherpaModel.read(folder);
        try (SherpaRecognizer recognizer = new SherpaRecognizer(model, library, 1, 1)) {
            return recognizer.transcribe(tones(), options);
        }
    }

    /** A second low, half a second of nothing, a second high, all of it begun and ended softly. */
    private static Clip tones() {
        float[] samples = new float[5 * RATE / 2];
        tone(samples, 0, 600);
        tone(samples, 3 * RATE / 2, 2_600);
        return new Clip(SampleRate.HZ_16000, samples);
    }

    private static void tone(float[] samples, int from, double hertz) {
        for (int i = 0; i < RATE; i++) {
            double loudness = 0.3 * Math.pow(Math.sin(Math.PI * i / RATE), 2);
            samples[from + i] = (float) (loudness * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
    }

    @Test
    void zipformerCtc() throws IOException {
        tokens("<blk>", "低", "高");
        Files.write(folder.resolve("model.int8.onnx"), ctc().toBytes(Map.of("model_type", "zipformer2_ctc")));

        Transcript heard = hear();

        assertThat(heard.text()).isEqualTo("低高");
        assertThat(heard.language()).isEqualTo("zh");
    }

    private static ToneNetwork ctc() {
        return new ToneNetwork()
                .input("x", ToneNetwork.FLOAT, -1, -1, ToneNetwork.BANDS)
                .input("x_lens", ToneNetwork.INT64, -1)
                .judge("x", "log_probs", 1, 3)
                .node("Identity", List.of("x_lens"), "log_probs_len")
                .output("log_probs", ToneNetwork.FLOAT, -1, -1, 3)
                .output("log_probs_len", ToneNetwork.INT64, -1);
    }

    @Test
    void senseVoiceWithItsLanguageAndTimes() throws IOException {
        tokens("<blk>", "低。", "高。", "<|zh|>", "<|NEUTRAL|>", "<|Speech|>", "<|withitn|>");
        float[] said = new float[4 * 7];
        for (int frame = 0; frame < 4; frame++) {
            said[frame * 7 + 3 + frame] = 100; // language, mood, kind of sound, how numbers are written
        }
        ToneNetwork network = new ToneNetwork()
                .input("x", ToneNetwork.FLOAT, -1, -1, 560)
                .input("x_length", ToneNetwork.INT32, -1)
                .input("language", ToneNetwork.INT32, -1)
                .input("text_norm", ToneNetwork.INT32, -1)
                .judge("x", "scores", 7, 7);
        network.node("Concat", List.of(network.floats(said, 1, 4, 7), "scores"), "logits", 1)
                .output("logits", ToneNetwork.FLOAT, -1, -1, 7);
        Map<String, String> metadata = with(
                STACKED,
                "model_type",
                "sense_voice_ctc",
                "vocab_size",
                "7",
                "normalize_samples",
                "0",
                "with_itn",
                "14",
                "without_itn",
                "15",
                "lang_auto",
                "0",
                "lang_zh",
                "3",
                "lang_en",
                "4",
                "lang_ja",
                "11",
                "lang_ko",
                "12",
                "lang_yue",
                "7");
        Files.write(folder.resolve("model.int8.onnx"), network.toBytes(metadata));

        Transcript heard = hear();

        assertThat(heard.text()).isEqualTo("低。高。");
        assertThat(heard.language()).isEqualTo("zh");
        assertThat(heard.segments()).hasSize(2);
        assertThat(heard.segments().getFirst().start()).isBetween(0.0, 0.6);
        assertThat(heard.segments().getLast().start()).isBetween(1.4, 2.1);
    }

    @Test
    void paraformer() throws IOException {
        tokens("<blk>", "低", "高", "</s>");
        ToneNetwork network = new ToneNetwork()
                .input("speech", ToneNetwork.FLOAT, -1, -1, 560)
                .input("speech_lengths", ToneNetwork.INT32, -1)
                .judge("speech", "scores", 7, 4);
        // two tokens: what is heard after a sixth, and after two thirds of it
        String two = network.longs(2);
        network.node("Shape", List.of("scores"), "shape")
                .node("Gather", List.of("shape", network.longs(1)), "frames", 0)
                .node("Mul", List.of("frames", network.longs(1, 4)), "parts")
                .node("Div", List.of("parts", network.longs(6)), "places")
                .node("Gather", List.of("scores", "places"), "logits", 1)
                .node("Identity", List.of(two), "token_num")
                .output("logits", ToneNetwork.FLOAT, -1, -1, 4)
                .output("token_num", ToneNetwork.INT64, -1);
        Files.write(
                folder.resolve("model.onnx"),
                network.toBytes(with(STACKED, "model_type", "paraformer", "vocab_size", "4")));

        assertThat(hear().text()).isEqualTo("低高");
    }

    @Test
    void transducer() throws IOException {
        tokens("<blk>", "\u2581low", "\u2581high");
        Files.write(
                folder.resolve("encoder-epoch-99-avg-1.onnx"),
                new ToneNetwork()
                        .input("x", ToneNetwork.FLOAT, -1, -1, ToneNetwork.BANDS)
                        .input("x_lens", ToneNetwork.INT64, -1)
                        .judge("x", "encoder_out", 1, 3)
                        .node("Identity", List.of("x_lens"), "encoder_out_lens")
                        .output("encoder_out", ToneNetwork.FLOAT, -1, -1, 3)
                        .output("encoder_out_lens", ToneNetwork.INT64, -1)
                        .toBytes(Map.of("model_type", "zipformer2")));
        // the word that was said last is not said again
        ToneNetwork decoder = new ToneNetwork().input("y", ToneNetwork.INT64, -1, 2);
        String again = decoder.floats(new float[] {0, 0, 0, 0, -100, 0, 0, 0, -100}, 3, 3);
        decoder.node("Gather", List.of("y", decoder.longs(1)), "last", 1)
                .node("Squeeze", List.of("last", decoder.longs(1)), "word")
                .node("Gather", List.of(again, "word"), "decoder_out", 0)
                .output("decoder_out", ToneNetwork.FLOAT, -1, 3);
        Files.write(
                folder.resolve("decoder-epoch-99-avg-1.onnx"),
                decoder.toBytes(Map.of("vocab_size", "3", "context_size", "2")));
        Files.write(
                folder.resolve("joiner-epoch-99-avg-1.onnx"),
                new ToneNetwork()
                        .input("encoder_out", ToneNetwork.FLOAT, -1, 3)
                        .input("decoder_out", ToneNetwork.FLOAT, -1, 3)
                        .node("Add", List.of("encoder_out", "decoder_out"), "logit")
                        .output("logit", ToneNetwork.FLOAT, -1, 3)
                        .toBytes(Map.of("joiner_dim", "3")));

        Transcript heard = hear();

        assertThat(heard.text()).isEqualTo("low high");
        assertThat(heard.language()).isEqualTo("en");
        assertThat(heard.confidence()).isBetween(0.3, 1.0);
    }

    @Test
    void whisperWithLanguageAndTranslation() throws IOException {
        String[] words = {"-", "低", "高", " low", "<sot>", "<en>", "<zh>", "<tr>", "<ts>", "<nt>", "<ns>", "<eot>"};
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            lines.add(Base64.getEncoder().encodeToString(words[i].getBytes(StandardCharsets.UTF_8)) + " " + i);
        }
        Files.write(folder.resolve("tiny-tokens.txt"), lines);
        Files.write(folder.resolve("tiny-encoder.onnx"), whisperEncoder());
        Files.write(folder.resolve("tiny-decoder.onnx"), whisperDecoder());

        Transcript heard = hear();
        assertThat(heard.text()).isEqualTo("低高");
        assertThat(heard.language()).isEqualTo("zh");
        assertThat(hear(RecognitionOptions.DEFAULT.withLanguages(List.of("en"))).language())
                .isEqualTo("en");
        assertThat(hear(RecognitionOptions.DEFAULT.withTask(RecognitionOptions.Task.TRANSLATE))
                        .text())
                .isEqualTo("low高");
        assertThatThrownBy(() -> hear(RecognitionOptions.DEFAULT.withLanguages(List.of("fr"))))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("the language fr is none of the 2");
    }

    /** What is heard at half a second and at two seconds. */
    private static byte[] whisperEncoder() {
        ToneNetwork network = new ToneNetwork()
                .input("mel", ToneNetwork.FLOAT, 1, ToneNetwork.BANDS, -1)
                .turned("mel", "frames")
                .judge("frames", "scores", 1, 12, 20);
        network.node("Gather", List.of("scores", network.longs(50, 200)), "two", 1)
                .node("Unsqueeze", List.of("two", network.longs(0)), "n_layer_cross_k")
                .node("Identity", List.of("n_layer_cross_k"), "n_layer_cross_v")
                .output("n_layer_cross_k", ToneNetwork.FLOAT, 1, 1, 2, 12)
                .output("n_layer_cross_v", ToneNetwork.FLOAT, 1, 1, 2, 12);
        return network.toBytes(with(
                Map.of("model_type", "whisper-tiny", "n_mels", "80", "n_text_layer", "1", "n_text_ctx", "20"),
                "n_text_state",
                "4",
                "n_vocab",
                "12",
                "sot",
                "4",
                "eot",
                "11",
                "blank_id",
                "0",
                "translate",
                "7",
                "transcribe",
                "8",
                "is_multilingual",
                "1",
                "no_timestamps",
                "9",
                "no_speech",
                "10",
                "sot_sequence",
                "4,5,8",
                "all_language_tokens",
                "5,6",
                "all_language_codes",
                "en,zh"));
    }

    /** The first word where nothing was said yet, the second behind it, then the end; Chinese is likelier; translated, it says "low". */
    private static byte[] whisperDecoder() {
        ToneNetwork network = new ToneNetwork()
                .input("tokens", ToneNetwork.INT64, 1, -1)
                .input("in_k", ToneNetwork.FLOAT, 1, 1, 20, 4)
                .input("in_v", ToneNetwork.FLOAT, 1, 1, 20, 4)
                .input("cross_k", ToneNetwork.FLOAT, 1, 1, 2, 12)
                .input("cross_v", ToneNetwork.FLOAT, 1, 1, 2, 12)
                .input("offset", ToneNetwork.INT64, 1);
        float[] end = new float[12];
        end[11] = 50;
        float[] low = new float[12];
        low[3] = 500;
        float[] chinese = new float[12];
        chinese[6] = 10;
        network.node("Squeeze", List.of("cross_k", network.longs(0)), "two")
                .node("Concat", List.of("two", network.floats(end, 1, 1, 12)), "all", 1)
                .node("Sub", List.of("offset", network.longs(3)), "behind")
                .node("Max", List.of("behind", network.longs(0)), "place")
                .node("Gather", List.of("all", "place"), "word", 1)
                .node("Add", List.of("word", network.floats(chinese, 1, 1, 12)), "either")
                .node("Equal", List.of("tokens", network.longs(7)), "is_task")
                .real("is_task", "tasks")
                .node("ReduceMax", List.of("tasks"), "task")
                .node("Mul", List.of("task", network.floats(low, 1, 1, 12)), "translated")
                .node("Add", List.of("either", "translated"), "logits")
                .node("Identity", List.of("in_k"), "out_k")
                .node("Identity", List.of("in_v"), "out_v")
                .output("logits", ToneNetwork.FLOAT, 1, -1, 12)
                .output("out_k", ToneNetwork.FLOAT, 1, 1, 20, 4)
                .output("out_v", ToneNetwork.FLOAT, 1, 1, 20, 4);
        return network.toBytes(Map.of());
    }

    @Test
    void streamingZipformerCtc() throws IOException {
        tokens("<blk>", "低", "高");
        ToneNetwork network = new ToneNetwork()
                .input("x", ToneNetwork.FLOAT, -1, 45, ToneNetwork.BANDS)
                .judge("x", "all", 1, 3);
        network.node("Slice", List.of("all", network.longs(0), network.longs(32), network.longs(1)), "log_probs")
                .output("log_probs", ToneNetwork.FLOAT, -1, 32, 3);
        long[][] states = {
            {4, 1, 8}, {1, 1, 4, 6}, {4, 1, 8}, {4, 1, 8}, {1, 8, 1}, {1, 8, 1}, {1, 128, 3, 19},
        };
        for (int i = 0; i < states.length; i++) {
            network.input("state" + i, ToneNetwork.FLOAT, states[i])
                    .node("Identity", List.of("state" + i), "new_state" + i)
                    .output("new_state" + i, ToneNetwork.FLOAT, states[i]);
        }
        network.input("processed", ToneNetwork.INT64, 1)
                .node("Identity", List.of("processed"), "new_processed")
                .output("new_processed", ToneNetwork.INT64, 1);
        Map<String, String> metadata = with(
                Map.of("model_type", "zipformer2", "T", "45", "decode_chunk_len", "32"),
                "encoder_dims",
                "8",
                "query_head_dims",
                "8",
                "value_head_dims",
                "8",
                "num_heads",
                "1",
                "num_encoder_layers",
                "1",
                "cnn_module_kernels",
                "3",
                "left_context_len",
                "4");
        Files.write(folder.resolve("ctc-epoch-20-chunk-16.int8.onnx"), network.toBytes(metadata));

        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.STREAMING_ZIPFORMER_CTC);
        assertThat(hear().text()).isEqualTo("低高");
    }

    @Test
    void aNetworkWithoutWhatItMustSayOfItselfIsRefusedInTheLibrarysWords() throws IOException {
        tokens("<blk>", "低", "高");
        Files.write(folder.resolve("model.onnx"), ctc().toBytes(Map.of("model_type", "paraformer")));

        assertThatThrownBy(this::hear)
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("did not load: sherpa-onnx ended, and said: ")
                .hasMessageContaining("vocab_size");
    }
}
