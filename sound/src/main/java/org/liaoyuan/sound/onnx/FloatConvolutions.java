package org.liaoyuan.sound.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.sound.AudioException;

/**
 * Has a network whose convolutions were made for 8 bits compute them in 32. ONNX Runtime has no fast convolution of whole numbers on
 * Intel's processors: its general one takes three times as long as that of real ones, and rounds each input besides.
 *
 * <p>{@code ConvInteger} of what {@code DynamicQuantizeLinear} made of x becomes {@code Conv} of x by its scale, with the same
 * weights less their zero, and whole again; what follows, adds and multiplies by the scales, stays. (onnx.proto: a model's field 7 is its graph, whose
 * field 1 are nodes: input 1, output 2, operator 4, attribute 5.)
 */
public final class FloatConvolutions {

    private static final long LARGEST = 1L << 30;
    private static final int GRAPH = 7;
    private static final int NODE = 1;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int FLOAT = 1;
    private static final int INT32 = 6;

    /** What numbers were before they were made whole: their name, and that of their scale. */
    private record Real(String name, String scale) {}

    private final Map<String, Real> reals = new HashMap<>();
    private final ProtoMessage graph = new ProtoMessage();

    private FloatConvolutions() {}

    /**
     * @param file of a network
     * @param arena of what is given back
     * @return its content with real convolutions; all else is as it was
     * @throws AudioException if it is no message of protocol buffers
     * @throws IOException if it can't be read
     */
    public static ByteBuffer of(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                Arena mapped = Arena.ofConfined()) {
            long size = channel.size();
            if (size > LARGEST) {
                throw new AudioException(file + " has " + size + " bytes, and at most " + LARGEST + " are read");
            }
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, mapped)
                            .asByteBuffer())
                    .toBuffer(arena);
        }
    }

    static ProtoMessage of(ByteBuffer model) {
        ProtoMessage changed = new ProtoMessage();
        for (ProtoField field : ProtoField.of(model)) {
            if (field.number() == GRAPH) {
                changed.message(GRAPH, new FloatConvolutions().change(field.value()));
            } else {
                changed.raw(field.whole());
            }
        }
        return changed;
    }

    private ProtoMessage change(ByteBuffer old) {
        for (ProtoField field : ProtoField.of(old)) {
            if (field.number() != NODE || !convolution(ProtoField.of(field.value()))) {
                graph.raw(field.whole());
            }
        }
        return graph;
    }

    /** Whether it was one, and has been replaced. */
    private boolean convolution(List<ProtoField> node) {
        String operator = texts(node, OPERATOR).stream().findFirst().orElse("");
        List<String> inputs = texts(node, INPUT);
        List<String> outputs = texts(node, OUTPUT);
        if (operator.equals("DynamicQuantizeLinear") && inputs.size() == 1 && outputs.size() == 3) {
            reals.put(outputs.getFirst(), new Real(inputs.getFirst(), outputs.get(1)));
            return false;
        }
        if (!operator.equals("ConvInteger") || inputs.size() < 2 || outputs.size() != 1) {
            return false;
        }
        Optional<Real> real = Optional.ofNullable(reals.get(inputs.getFirst()));
        real.ifPresent(x -> replace(x, inputs, outputs.getFirst(), node));
        return real.isPresent();
    }

    private void replace(Real x, List<String> inputs, String output, List<ProtoField> node) {
        String scaled = node("Div", List.of(x.name(), x.scale()), output + "/scaled", List.of());
        String weights = cast(inputs.get(1), output + "/weights", FLOAT);
        if (inputs.size() > 3 && !inputs.get(3).isEmpty()) {
            String zero = cast(inputs.get(3), output + "/zero", FLOAT);
            weights = node("Sub", List.of(weights, zero), output + "/centred", List.of());
        }
        List<ProtoField> attributes =
                node.stream().filter(field -> field.number() == ATTRIBUTE).toList();
        cast(node("Conv", List.of(scaled, weights), output + "/real", attributes), output, INT32);
    }

    private String cast(String input, String name, int type) {
        ProtoMessage to = new ProtoMessage().text(1, "to").number(3, type).number(20, 2);
        List<ProtoField> attribute = ProtoField.of(
                ByteBuffer.wrap(new ProtoMessage().message(ATTRIBUTE, to).toBytes()));
        return node("Cast", List.of(input), name, attribute);
    }

    private String node(String operator, List<String> inputs, String output, List<ProtoField> attributes) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.text(INPUT, input));
        node.text(OUTPUT, output).text(OPERATOR, operator);
        attributes.forEach(attribute -> node.raw(attribute.whole()));
        graph.message(NODE, node);
        return output;
    }

    private static List<String> texts(List<ProtoField> node, int number) {
        List<String> texts = new ArrayList<>();
        for (ProtoField field : node) {
            if (field.number() == number) {
                texts.add(field.text());
            }
        }
        return texts;
    }
}
