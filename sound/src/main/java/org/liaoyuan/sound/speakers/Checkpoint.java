package org.liaoyuan.sound.speakers;

import static org.liaoyuan.sound.speakers.Pickle.refused;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.speakers.Pickle.Value;

/**
 * Weights out of a PyTorch checkpoint of the format before 1.6 ({@code torch/serialization.py}): a magic number, a version and the
 * sizes of types as pickles; the objects, in which a tensor names its storage; the names of all storages; then each with its length
 * and numbers, little-endian. Every length is checked before it is used.
 */
final class Checkpoint {

    /** The last 8 bytes of 0x1950a86a20f9469cfc6c. */
    private static final long MAGIC = 0xa86a20f9469cfc6cL;

    private static final long VERSION = 1001;
    private static final int MOST_STORAGES = 1024;

    /** Where numbers lie among the bytes. */
    private record Storage(int position, int count) {}

    private final ByteBuffer bytes;
    private final Map<String, Storage> storages = new HashMap<>();
    private final Map<Value, Value> tensors;

    private Checkpoint(ByteBuffer bytes) {
        this.bytes = bytes;
        Pickle pickles = new Pickle(bytes);
        if (!pickles.next().equals(new Value.Whole(MAGIC)) || !pickles.next().equals(new Value.Whole(VERSION))) {
            throw refused("is no PyTorch checkpoint of the kind that is read here");
        }
        pickles.next(); // the sizes of types, which are the same everywhere
        Value objects = pickles.next();
        if (!(objects instanceof Value.Table(Map<Value, Value> all))
                || !(all.get(new Value.Text("model_state")) instanceof Value.Table(Map<Value, Value> state))) {
            throw refused("holds no model");
        }
        tensors = state;
        storages(pickles.next());
    }

    static Checkpoint of(byte[] file) {
        return new Checkpoint(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void storages(Value names) {
        if (!(names instanceof Value.Row(List<Value> all)) || all.size() > MOST_STORAGES) {
            throw refused("says not which numbers it holds");
        }
        for (Value name : all) {
            long count = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
            if (count < 0 || count > bytes.remaining() / Float.BYTES || !(name instanceof Value.Text(String text))) {
                throw refused("says it has " + count + " numbers where " + bytes.remaining() + " bytes are left");
            }
            storages.put(text, new Storage(bytes.position(), (int) count));
            bytes.position(bytes.position() + (int) count * Float.BYTES);
        }
    }

    /** The numbers of a tensor, row by row. */
    float[] tensor(String name, int... shape) {
        // _rebuild_tensor_v2((("storage", type, name, device, count, view), offset, shape, strides, …))
        if (!(tensors.get(new Value.Text(name)) instanceof Value.Made(Value.Text _, Value.Row(List<Value> made)))
                || made.size() < 4
                || !(made.get(0) instanceof Value.Kept(Value.Row(List<Value> where)))
                || where.size() < 5
                || !where.get(1).equals(new Value.Text("torch.FloatStorage"))
                || !(where.get(2) instanceof Value.Text(String storageName))
                || !(made.get(1) instanceof Value.Whole(long offset))) {
            throw refused("has no weights " + name);
        }
        int count = 1;
        long[] strides = new long[shape.length];
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = count;
            count = Math.multiplyExact(count, shape[i]);
        }
        if (!isRow(made.get(2), shape) || !isRow(made.get(3), strides)) {
            throw refused("has weights " + name + " of another shape");
        }
        Storage storage = storages.get(storageName);
        if (storage == null || offset < 0 || offset + count > storage.count()) {
            throw refused("lacks numbers of the weights " + name);
        }
        float[] numbers = new float[count];
        bytes.slice(storage.position() + (int) offset * Float.BYTES, count * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private static boolean isRow(Value value, int[] expected) {
        return isRow(value, Arrays.stream(expected).asLongStream().toArray());
    }

    private static boolean isRow(Value value, long[] expected) {
        if (!(value instanceof Value.Row(List<Value> row)) || row.size() != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(row.get(i) instanceof Value.Whole(long number)) || number != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
