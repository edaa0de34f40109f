package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;

class WhisperConverterTest {

    private static final int WIDTH = Ct2Fixture.WIDTH;

    @TempDir
    private Path folder;

    /** Reads a whisper.cpp file as whisper.cpp does: dimensions innermost first. */
    private static Map<String, float[]> tensors(ByteBuffer file) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        while (file.hasRemaining()) {
            int rank = file.getInt();
            byte[] name = new byte[file.getInt()];
            int type = file.getInt();
            int count = 1;
            for (int i = 0; i < rank; i++) {
                count *= file.getInt();
            }
            file.get(name);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = type == 1 ? Float.float16ToFloat(file.getShort()) : file.getFloat();
            }
            tensors.put(new String(name, StandardCharsets.UTF_8), values);
        }
        return tensors;
    }

    private static float[] counting(int from, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = from + i;
        }
        return values;
    }

    @Test
    void eachTensorHoldsItsNumbersAndFusedOnesAreApart() throws IOException {
        List<Double> progress = new ArrayList<>();
        Path target = folder.resolve("model.ggml");

        WhisperConverter.convert(Ct2Fixture.model(folder), Ct2Fixture.tokens(folder), target, progress::add);

        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(target)).order(ByteOrder.LITTLE_ENDIAN);
        int[] head = new int[14];
        for (int i = 0; i < head.length; i++) {
            head[i] = file.getInt();
        }
        assertThat(head)
                .containsExactly(0x67676d6c, Ct2Fixture.VOCABULARY, 6, WIDTH, 2, 1, 5, WIDTH, 2, 1, 80, 1, 80, 201);
        file.position(file.position() + 80 * 201 * 4);
        assertThat(file.getInt()).isEqualTo(9);
        for (int i = 0; i < 9; i++) {
            byte[] token = new byte[file.getInt()];
            file.get(token);
            assertThat(new String(token, StandardCharsets.UTF_8)).isEqualTo(i == 8 ? "" : "w" + i);
        }
        Map<String, float[]> tensors = tensors(file);
        int square = WIDTH * WIDTH;
        assertThat(tensors).hasSize(5 + 15 + 2 + 2 + 24 + 2);
        assertThat(tensors.get("encoder.blocks.0.attn.query.weight")).isEqualTo(counting(0, square));
        assertThat(tensors.get("encoder.blocks.0.attn.key.weight")).isEqualTo(counting(square, square));
        assertThat(tensors.get("encoder.blocks.0.attn.value.weight")).isEqualTo(counting(2 * square, square));
        assertThat(tensors.get("encoder.blocks.0.attn.value.bias")).isEqualTo(counting(2 * WIDTH, WIDTH));
        assertThat(tensors.get("decoder.blocks.0.cross_attn.key.weight")).isEqualTo(counting(0, square));
        assertThat(tensors.get("decoder.blocks.0.cross_attn.value.weight")).isEqualTo(counting(square, square));
        assertThat(tensors.get("decoder.blocks.0.cross_attn.value.bias")).isEqualTo(counting(WIDTH, WIDTH));
        assertThat(tensors).doesNotContainKey("encoder.blocks.0.attn.key.bias");
        assertThat(progress).isSorted().endsWith(1.0);
    }

    @Test
    void aFileThatEndsEarlyLeavesNothing() throws IOException {
        byte[] whole = new Ct2Fixture().bytes();
        Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, whole.length / 2));
        Path tokens = Ct2Fixture.tokens(folder);
        Path target = folder.resolve("model.ggml");

        assertThatThrownBy(() -> WhisperConverter.convert(cut, tokens, target, share -> {}))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("cut.bin")
                .hasMessageContaining("fetch the model again");

        try (var left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("cut.bin", "tokens.tiktoken");
        }
    }

    @Test
    void filtersAreThoseThatWhisperWasTrainedWith() {
        float[] weights = MelFilters.weights(80);

        // read off openai-whisper's mel_filters.npz: row, column, value
        assertThat(weights[1]).isCloseTo(0.02486259490251541f, within(1e-7f));
        assertThat(weights[10 * 201 + 10]).isCloseTo(0.01990821771323681f, within(1e-7f));
        assertThat(weights[26 * 201 + 25]).isCloseTo(0.022114217281341553f, within(1e-7f));
        assertThat(weights[40 * 201 + 43]).isCloseTo(0.014735566452145576f, within(1e-7f));
        assertThat(weights[60 * 201 + 93]).isCloseTo(0.006591092795133591f, within(1e-7f));
        assertThat(weights[79 * 201 + 192]).isCloseTo(0.0031647118739783764f, within(1e-7f));
        assertThat(weights[79 * 201 + 185]).isZero();
    }

    @Test
    void wordsAreRepeatedAndCirclesAreCut() {
        assertThat(Repetition.cut(List.of(1, 1, 1, 1, 1))).isEqualTo(5);
        assertThat(Repetition.cut(List.of(9, 1, 1, 1, 1, 1, 1))).isEqualTo(2);
        assertThat(Repetition.cut(List.of(1, 2, 3, 4, 1, 2, 3, 4))).isEqualTo(8);
        assertThat(Repetition.cut(List.of(7, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4)))
                .isEqualTo(5);
    }

    @Test
    void sumsOfScoresAreThoseOfProbabilities() {
        float[] scores = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};

        assertThat(Scores.logSum(scores, 0, 3)).isCloseTo(0, within(1e-6));
        assertThat(Math.exp(Scores.logSum(scores, 1, 3))).isCloseTo(0.5, within(1e-6));
        assertThat(Scores.draw(scores, 1, 0.49)).isZero();
        assertThat(Scores.draw(scores, 1, 0.51)).isEqualTo(1);
        assertThat(Scores.draw(scores, 1, 0.99)).isEqualTo(2);
    }
}
