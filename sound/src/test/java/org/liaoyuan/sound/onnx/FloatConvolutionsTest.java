package org.liaoyuan.sound.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;

class FloatConvolutionsTest {

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;

    /** 1, −2 and 3 as whole numbers with a zero of 130, a unit of 0.5. */
    private static final byte[] WEIGHTS = {(byte) 132, (byte) 126, (byte) 136};

    @TempDir
    private Path folder;

    private static ProtoMessage node(String operator, List<String> inputs, List<String> outputs, ProtoMessage... more) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator);
        for (ProtoMessage attribute : more) {
            node.message(5, attribute);
        }
        return node;
    }

    private static ProtoMessage constant(String name, int type, byte[] data, long... shape) {
        ProtoMessage tensor = new ProtoMessage();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        return tensor.number(2, type).text(8, name).bytes(9, data);
    }

    private static ProtoMessage value(String name, long... shape) {
        ProtoMessage dimensions = new ProtoMessage();
        for (long dimension : shape) {
            dimensions.message(1, new ProtoMessage().number(1, dimension));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, FLOAT).message(2, dimensions);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /** As ONNX Runtime's quantizer makes it of a convolution. */
    private static byte[] quantized() {
        byte[] half = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.5f)
                .array();
        ProtoMessage pads =
                new ProtoMessage().text(1, "pads").number(8, 1).number(8, 1).number(20, 7);
        ProtoMessage toFloat = new ProtoMessage().text(1, "to").number(3, FLOAT).number(20, 2);
        ProtoMessage graph = new ProtoMessage()
                .message(1, node("DynamicQuantizeLinear", List.of("x"), List.of("whole", "scale", "zero")))
                .message(1, node("ConvInteger", List.of("whole", "w", "zero", "wz"), List.of("sum"), pads))
                .message(1, node("Cast", List.of("sum"), List.of("real"), toFloat))
                .message(1, node("Mul", List.of("scale", "ws"), List.of("scales")))
                .message(1, node("Mul", List.of("real", "scales"), List.of("y")))
                .text(2, "quantized")
                .message(5, constant("w", UINT8, WEIGHTS, 1, 1, 3))
                .message(5, constant("wz", UINT8, new byte[] {(byte) 130}))
                .message(5, constant("ws", FLOAT, half))
                .message(11, value("x", 1, 1, 5))
                .message(12, value("y", 1, 1, 5));
        return new ProtoMessage()
                .number(1, 9)
                .message(7, graph)
                .message(8, new ProtoMessage().text(1, "").number(2, 15))
                .toBytes();
    }

    private static float[] run(byte[] model, float... x) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), new long[] {1, 1, x.length});
                OrtSession.Result result = session.run(Map.of("x", input))) {
            float[] y = new float[x.length];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(y);
            return y;
        }
    }

    @Test
    void aConvolutionOfWholeNumbersBecomesARealOneOfTheSameResult() throws OrtException {
        float[] x = {1, -1, 2, 0.5f, 4};
        byte[] changed = FloatConvolutions.of(ByteBuffer.wrap(quantized())).toBytes();

        assertThat(new String(changed, StandardCharsets.ISO_8859_1)).doesNotContain("ConvInteger");
        float[] before = run(quantized(), x);
        float[] after = run(changed, x);
        // weights 1, -2, 3 about each place
        float[] exact = {-5, 9, -3.5f, 13, -7.5f};
        for (int i = 0; i < x.length; i++) {
            assertThat(after[i]).isCloseTo(exact[i], within(0.02f));
            assertThat(after[i]).isCloseTo(before[i], within(0.1f));
        }
    }

    @Test
    void whatHasNoneStaysAsItIs() {
        byte[] other = new ProtoMessage()
                .number(1, 9)
                .message(7, new ProtoMessage().message(1, node("Add", List.of("a", "b"), List.of("c"))))
                .real(99, 1.5f)
                .toBytes();

        assertThat(FloatConvolutions.of(ByteBuffer.wrap(other)).toBytes()).isEqualTo(other);
    }

    @Test
    void aFileThatIsCutIsRefused() throws IOException {
        byte[] whole = quantized();
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length - 30));

        assertThatThrownBy(() -> FloatConvolutions.of(cut, Arena.ofAuto()))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("fetch");
    }

    @FuzzTest(maxDuration = "5s")
    void anyBytesAreChangedOrRefused(byte[] bytes) {
        try {
            assertThat(FloatConvolutions.of(ByteBuffer.wrap(bytes)).toBytes()).isNotNull();
        } catch (AudioException expected) {
            assertThat(expected).hasMessageContaining("fetch");
        }
    }
}
