package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * A CTranslate2 model file of version 6, opened: little-endian; version, name of the specification, its revision, then each
 * variable with name, shape, type and data, then aliases. Every length is checked against the file and a bound before it is
 * used; data is read only when asked for.
 */
final class Ct2File implements AutoCloseable {

    private static final int VERSION = 6;
    private static final int MOST_VARIABLES = 8192;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_DIMENSIONS = 4;
    private static final int LARGEST_DIMENSION = 1 << 20;
    private static final long LARGEST_VARIABLE = 1L << 30;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private long position;
    private final Map<String, Ct2Variable> variables = new LinkedHashMap<>();

    private Ct2File(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        readIndex();
    }

    /**
     * @throws AudioException if it is no CTranslate2 file of a Whisper model
     * @throws IOException if it can't be read
     */
    static Ct2File open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Ct2File(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void readIndex() throws IOException {
        int version = integer();
        if (version != VERSION) {
            throw refused("says version " + version + ", and " + VERSION + " is read here");
        }
        String specification = name();
        if (!specification.equals("WhisperSpec")) {
            throw refused("holds a model of another kind than WhisperSpec");
        }
        integer(); // the revision adds variables, which are asked for by name
        int count = integer();
        if (count < 1 || count > MOST_VARIABLES) {
            throw refused("says it holds " + count + " variables, and at most " + MOST_VARIABLES + " are read");
        }
        for (int i = 0; i < count; i++) {
            Ct2Variable variable = variable();
            if (variables.put(variable.name(), variable) != null) {
                throw refused("holds a variable twice");
            }
        }
    }

    private Ct2Variable variable() throws IOException {
        String name = name();
        int rank = Byte.toUnsignedInt(next(1).get());
        if (rank > MOST_DIMENSIONS) {
            throw refused("has a variable of " + rank + " dimensions, and at most " + MOST_DIMENSIONS + " are read");
        }
        List<Integer> shape = new ArrayList<>(rank);
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            int dimension = integer();
            if (dimension < 1 || dimension > LARGEST_DIMENSION) {
                throw refused("has a dimension of " + dimension + ", outside of 1 to " + LARGEST_DIMENSION);
            }
            shape.add(dimension);
            elements = Math.min(elements * dimension, LARGEST_VARIABLE + 1); // never overflows: 2^30 times 2^20
        }
        int type = next(1).get();
        if (type < 0 || type >= Ct2Variable.Type.values().length) {
            throw refused("has a variable of the unknown type " + type);
        }
        Ct2Variable.Type known = Ct2Variable.Type.values()[type];
        long bytes = Integer.toUnsignedLong(integer());
        if (elements > LARGEST_VARIABLE || bytes != elements * known.size || bytes > size - position) {
            throw refused("has a variable of " + bytes + " bytes, where its shape makes " + elements + " numbers and "
                    + (size - position) + " bytes are left");
        }
        long offset = position;
        position += bytes;
        return new Ct2Variable(name, List.copyOf(shape), known, offset, bytes);
    }

    /** @throws AudioException if the file has no such variable */
    Ct2Variable variable(String name) {
        Ct2Variable found = variables.get(name);
        if (found == null) {
            throw refused("has no variable " + name);
        }
        return found;
    }

    boolean has(String name) {
        return variables.containsKey(name);
    }

    /** Numbers {@code from} … {@code from + count} of a variable, as they lie in the file, little-endian. */
    ByteBuffer data(Ct2Variable variable, long from, int count) throws IOException {
        if (from < 0 || count < 0 || from + count > variable.elements()) {
            throw new IllegalArgumentException(variable.name() + " has no numbers " + from + " to " + (from + count));
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(count, variable.type().size))
                .order(ByteOrder.LITTLE_ENDIAN);
        fill(buffer, variable.offset() + from * variable.type().size);
        return buffer;
    }

    /** All numbers of a variable as they lie in the file, little-endian; not read until they are used. */
    ByteBuffer mapped(Ct2Variable variable) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, variable.offset(), variable.bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What the specification kept as a number by itself, such as the number of heads. */
    int scalar(String name) throws IOException {
        Ct2Variable variable = variable(name);
        if (variable.elements() != 1) {
            throw refused("has " + variable.elements() + " numbers in " + name + ", where one is expected");
        }
        ByteBuffer data = data(variable, 0, 1);
        return switch (variable.type()) {
            case INT8 -> data.get();
            case INT16 -> data.getShort();
            case INT32 -> data.getInt();
            case FLOAT32, FLOAT16, BFLOAT16 -> throw refused("has no whole number in " + name);
        };
    }

    AudioException refused(String why) {
        return new AudioException(path + " " + why + ": fetch the model again");
    }

    private int integer() throws IOException {
        return next(4).getInt();
    }

    /** Kept with its length and a zero at the end. */
    private String name() throws IOException {
        int length = Short.toUnsignedInt(next(2).getShort());
        if (length < 2 || length > LONGEST_NAME) {
            throw refused("has a name of " + length + " bytes, outside of 2 to " + LONGEST_NAME);
        }
        byte[] bytes = next(length).array();
        return new String(bytes, 0, length - 1, StandardCharsets.UTF_8);
    }

    private ByteBuffer next(int bytes) throws IOException {
        if (bytes > size - position) {
            throw refused("ends after " + size + " bytes, in the middle of its index");
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fill(buffer, position);
        position += bytes;
        return buffer;
    }

    private void fill(ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw refused("became shorter while it was read");
            }
            at += read;
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
