package org.liaoyuan.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.LoraBytes;

class LoraFileTest {

    private static final String MATRIX = "blk.0.ffn_down.weight";

    private final SplittableRandom random = new SplittableRandom(7);

    @TempDir
    Path folder;

    private GgufFile base;

    @BeforeEach
    void model() throws IOException {
        base = GgufFile.read(GgufBytes.write(folder, GgufBytes.withMatrix(MATRIX)));
    }

    private LoraBytes adapter() {
        return LoraBytes.ofSmol().pair(MATRIX, 32, 16, 4, random, 1);
    }

    private LoraFile read(LoraBytes bytes) throws IOException {
        return LoraFile.read(bytes.write(folder.resolve("adapter.gguf")), base);
    }

    private void isRefused(LoraBytes bytes, String... reasons) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("adapter.gguf")
                .hasMessageContainingAll(reasons);
    }

    @Test
    void anAdapterForTheModelIsRead() throws IOException {
        LoraFile file = read(adapter());

        assertThat(file.rank()).isEqualTo(4);
        assertThat(file.alpha()).isEqualTo(8);
        assertThat(file.pairs()).isEqualTo(1);
        assertThat(file.name()).contains("test adapter");
    }

    @Test
    void whatIsNoLoraIsNamed() {
        isRefused(adapter().with("general.type", "model"), "general.type is 'model', not 'adapter'");
        isRefused(adapter().with("general.type", null), "general.type is missing");
        isRefused(adapter().with("general.type", 1), "general.type is '1'");
        isRefused(adapter().with("adapter.type", "control_vector"), "adapter.type is 'control_vector', not 'lora'");
        isRefused(adapter().with("adapter.alora.invocation_tokens", new int[] {1, 2}), "activated LoRA");
    }

    @Test
    void anotherArchitectureIsNamed() {
        isRefused(adapter().with("general.architecture", "qwen2"), "'qwen2', not 'llama'", "trained on this model");
    }

    /** llama.cpp reads it as a 32-bit float without looking, and ends the process if it is none. */
    @Test
    void anAlphaOfAnotherTypeIsRefused() throws IOException {
        isRefused(adapter().with("adapter.lora.alpha", "8"), "adapter.lora.alpha is 8");
        isRefused(adapter().with("adapter.lora.alpha", 8), "expected a finite 32-bit float");
        isRefused(adapter().with("adapter.lora.alpha", 8.0), "expected a finite 32-bit float");
        isRefused(adapter().with("adapter.lora.alpha", Float.NaN), "NaN");
        assertThat(read(adapter().with("adapter.lora.alpha", null)).alpha()).isZero();
    }

    @Test
    void tensorsThatDoNotFitAreNamedWithBothShapes() {
        isRefused(LoraBytes.ofSmol().pair("blk.7.ffn_down.weight", 32, 16, 4, random, 1), "blk.7.ffn_down.weight");
        isRefused(LoraBytes.ofSmol().pair(MATRIX, 64, 16, 4, random, 1), "64 × 4 × 1 × 1", "32 × 4 × 1 × 1");
        isRefused(LoraBytes.ofSmol().pair(MATRIX, 32, 48, 4, random, 1), "4 × 48 × 1 × 1", "4 × 16 × 1 × 1");
        isRefused(LoraBytes.ofSmol().pair(MATRIX, 32, 16, 99, random, 1), "rank 99");
        isRefused(
                LoraBytes.ofSmol()
                        .tensor(MATRIX + ".lora_a", 32, 4, random, 1)
                        .tensor(MATRIX + ".lora_b", 5, 16, random, 1),
                "32 × 4 × 1 × 1",
                "32 × 5 × 1 × 1");
        isRefused(LoraBytes.ofSmol().tensor(MATRIX + ".lora_a", 32, 4, random, 1), "but not '" + MATRIX + ".lora_b'");
        isRefused(adapter().tensor("blk.0.attn_norm.weight", 32, 1, random, 1), "trained norms");
        isRefused(adapter().pair("x.lora_a", 32, 16, 4, random, 1), "ending twice");
        isRefused(adapter().pair("output_norm.weight", 32, 1, 1, random, 1), "no matrix");
    }

    /** Its halves are stored the other way round: where the output shares the matrix, llama.cpp ends the process. */
    @Test
    void tokenEmbeddingsThatAreTheOutputTooAreRefused() {
        isRefused(adapter().pair("token_embd.weight", 2, 32, 2, random, 1), "also uses for its output");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        isRefused(adapter().put(Float.NaN), MATRIX + ".lora_b", "not finite");
        isRefused(adapter().put(Float.NEGATIVE_INFINITY), "not finite");
    }

    @Test
    void everyTruncationAndEveryHugeCountIsRefused() throws IOException {
        byte[] whole = adapter().bytes();
        Path file = folder.resolve("adapter.gguf");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> LoraFile.read(file, base)).isInstanceOf(InvalidModelException.class);
        }
        for (int place : new int[] {8, 16, 24}) {
            for (long count : new long[] {1L << 60, Long.MAX_VALUE, -1, 1L << 32}) {
                byte[] bytes = whole.clone();
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(place, count);
                Files.write(file, bytes);
                assertThatThrownBy(() -> LoraFile.read(file, base)).isInstanceOf(InvalidModelException.class);
            }
        }
    }

    @Property(tries = 3000)
    void aMutatedAdapterIsReadOrRefusedAndNothingElse(
            @ForAll @IntRange(min = 0, max = 100_000) int at, @ForAll byte value, @ForAll boolean whole)
            throws IOException {
        Path modelFile = Files.createTempFile("model", ".gguf");
        GgufFile model = GgufFile.read(Files.write(modelFile, GgufBytes.withMatrix(MATRIX)));
        Files.delete(modelFile);
        byte[] bytes = adapter().bytes();
        int place = at % bytes.length;
        for (int i = place; i < (whole ? Math.min(place + 8, bytes.length) : place + 1); i++) {
            bytes[i] = value;
        }
        Path file = Files.createTempFile("mutated", ".gguf");
        try {
            LoraFile.read(Files.write(file, bytes), model);
        } catch (InvalidModelException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }
}
