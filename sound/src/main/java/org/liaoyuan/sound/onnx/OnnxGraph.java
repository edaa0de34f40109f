package org.liaoyuan.sound.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network for ONNX Runtime while it is built: operators, constants, inputs and outputs, each called by a name (onnx.proto;
 * operators of ONNX opset 20 and of {@code com.microsoft}).
 */
public final class OnnxGraph {

    /** Types of tensors, by their numbers in onnx.proto. */
    public enum Type {
        FLOAT(1),
        UINT8(2),
        INT64(7),
        FLOAT16(10);

        public final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /** An operator's attribute: a whole number, a real one, or some of the first. */
    public sealed interface Attribute {

        String name();

        record Whole(String name, long value) implements Attribute {}

        record Real(String name, float value) implements Attribute {}

        record Wholes(String name, List<Long> values) implements Attribute {}
    }

    private static final int IR_VERSION = 9;
    private static final int OPSET = 20;
    private static final String MICROSOFT = "com.microsoft";

    private final String title;
    private final ProtoMessage graph = new ProtoMessage();
    private int names;

    /** @param title of the network, in messages of ONNX Runtime */
    public OnnxGraph(String title) {
        this.title = title;
    }

    /** @param shape −1 where any size is taken */
    public void input(String name, Type type, long... shape) {
        graph.message(11, value(name, type, shape));
    }

    public void output(String name, Type type, long... shape) {
        graph.message(12, value(name, type, shape));
    }

    private static ProtoMessage value(String name, Type type, long... shape) {
        ProtoMessage dimensions = new ProtoMessage();
        for (int i = 0; i < shape.length; i++) {
            ProtoMessage dimension = new ProtoMessage();
            if (shape[i] < 0) {
                dimension.text(2, name + "_" + i);
            } else {
                dimension.number(1, shape[i]);
            }
            dimensions.message(1, dimension);
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type.number).message(2, dimensions);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /** @param data little-endian, not copied */
    public String constant(Type type, ByteBuffer data, long... shape) {
        String name = "constant_" + names++;
        ProtoMessage tensor = new ProtoMessage();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, data));
        return name;
    }

    public String floats(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(Type.FLOAT, bytes, shape);
    }

    public String longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(Type.INT64, bytes, values.length);
    }

    /** An operator of one result, whose name is given back. */
    public String node(String operator, List<String> inputs, Attribute... attributes) {
        String output = operator + "_" + names++;
        node(operator, "", inputs, List.of(output), attributes);
        return output;
    }

    /** An operator of several results, whose names are given back. */
    public List<String> nodes(String operator, List<String> inputs, int outputs, Attribute... attributes) {
        int number = names++;
        List<String> all = IntStream.range(0, outputs)
                .mapToObj(i -> operator + "_" + number + "_" + i)
                .toList();
        node(operator, "", inputs, all, attributes);
        return all;
    }

    /** Cuts into so many equal parts. */
    public List<String> split(String input, int parts, int axis) {
        return nodes(
                "Split",
                List.of(input),
                parts,
                new Attribute.Whole("axis", axis),
                new Attribute.Whole("num_outputs", parts));
    }

    /** Rows as a batch of one. */
    public String batch(String rows) {
        return node("Unsqueeze", List.of(rows, longs(0)));
    }

    /** Of a batch of one its rows. */
    public String rows(String batch) {
        return node("Squeeze", List.of(batch, longs(0)));
    }

    /** One of ONNX Runtime's own operators. */
    public void own(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
        node(operator, MICROSOFT, inputs, outputs, attributes);
    }

    /** Gives a result the name of an output. */
    public void name(String result, String output) {
        node("Identity", "", List.of(result), List.of(output));
    }

    private void node(
            String operator, String domain, List<String> inputs, List<String> outputs, Attribute... attributes) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, operator);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, message(attribute)));
        graph.message(1, node.text(7, domain));
    }

    private static ProtoMessage message(Attribute attribute) {
        ProtoMessage message = new ProtoMessage().text(1, attribute.name());
        return switch (attribute) {
            case Attribute.Whole whole -> message.number(3, whole.value()).number(20, 2);
            case Attribute.Real real -> message.real(2, real.value()).number(20, 1);
            case Attribute.Wholes wholes -> {
                wholes.values().forEach(value -> message.number(8, value));
                yield message.number(20, 7);
            }
        };
    }

    /** The model as a file of its own. */
    public ProtoMessage model() {
        return new ProtoMessage()
                .number(1, IR_VERSION)
                .text(2, "liaoyuan")
                .message(7, graph.text(2, title))
                .message(8, new ProtoMessage().text(1, "").number(2, OPSET))
                .message(8, new ProtoMessage().text(1, MICROSOFT).number(2, 1));
    }
}
