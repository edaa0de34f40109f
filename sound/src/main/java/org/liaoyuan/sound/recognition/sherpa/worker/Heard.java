package org.liaoyuan.sound.recognition.sherpa.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model heard.
 *
 * @param language its own word for it; empty if it says none
 * @param tokens pieces of the text; may be none
 * @param times when each token begins, in seconds; none if the model does not say
 * @param logProbabilities of each token; none if the model does not say
 */
public record Heard(String text, String language, List<String> tokens, float[] times, float[] logProbabilities) {

    private static final int MOST_TOKENS = 1 << 16;
    private static final int MOST_BYTES = 1 << 20;

    static Heard of(MemorySegment result, StructLayout layout, boolean offline) {
        MemorySegment struct = result.reinterpret(layout.byteSize());
        int count = Math.clamp(struct.get(JAVA_INT, offset(layout, "count")), 0, MOST_TOKENS);
        MemorySegment texts = struct.get(ADDRESS, offset(layout, "tokens_arr"));
        List<String> tokens = new ArrayList<>();
        if (texts.address() != 0) {
            MemorySegment pointers = texts.reinterpret(count * ADDRESS.byteSize());
            for (int i = 0; i < count; i++) {
                tokens.add(Library.text(pointers.getAtIndex(ADDRESS, i)));
            }
        }
        return new Heard(
                Library.text(struct.get(ADDRESS, offset(layout, "text"))),
                offline ? Library.text(struct.get(ADDRESS, offset(layout, "lang"))) : "",
                tokens,
                Library.numbers(struct.get(ADDRESS, offset(layout, "timestamps")), count),
                offline ? Library.numbers(struct.get(ADDRESS, offset(layout, "ys_log_probs")), count) : new float[0]);
    }

    private static long offset(StructLayout layout, String name) {
        return layout.byteOffset(PathElement.groupElement(name));
    }

    void write(DataOutput out) throws IOException {
        text(out, text);
        text(out, language);
        out.writeInt(tokens.size());
        for (String token : tokens) {
            text(out, token);
        }
        numbers(out, times);
        numbers(out, logProbabilities);
    }

    /** @throws IOException if it ends too soon, or says that it is longer than anything that is said in half a minute */
    public static Heard read(DataInput in) throws IOException {
        String text = text(in);
        String language = text(in);
        int count = size(in, MOST_TOKENS);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(text(in));
        }
        return new Heard(text, language, tokens, numbers(in), numbers(in));
    }

    private static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[size(in, MOST_BYTES)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void numbers(DataOutput out, float[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (float number : numbers) {
            out.writeFloat(number);
        }
    }

    private static float[] numbers(DataInput in) throws IOException {
        float[] numbers = new float[size(in, MOST_TOKENS)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readFloat();
        }
        return numbers;
    }

    private static int size(DataInput in, int most) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > most) {
            throw new IOException("a part of " + size + " bytes or numbers, and at most " + most + " are read");
        }
        return size;
    }
}
