package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the tensor section and checks that every tensor lies inside the file. */
final class TensorReader {

    private static final int MOST_TENSORS = 1 << 17;
    /** ggml.h, GGML_MAX_NAME, the final zero included. */
    private static final int MOST_NAME_BYTES = 63;

    private static final int MOST_DIMENSIONS = 4;

    private final GgufInput in;

    TensorReader(GgufInput in) {
        this.in = in;
    }

    List<TensorInfo> read(long count, int alignment) throws IOException {
        if (count < 1 || count > MOST_TENSORS) {
            throw in.invalid("it has " + count + " tensors; expected 1 to " + MOST_TENSORS);
        }
        List<TensorInfo> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (long i = 0; i < count; i++) {
            TensorInfo tensor = tensor(i, alignment);
            if (!names.add(tensor.name())) {
                throw in.invalid("two tensors are named '" + tensor.name() + "'");
            }
            tensors.add(tensor);
        }
        return List.copyOf(tensors);
    }

    /**
     * Called when the section is read: only then is it known where the data begins.
     *
     * @return where the data begins, in bytes
     */
    long checkPlaces(List<TensorInfo> tensors, int alignment) {
        long data = Math.ceilDiv(in.position(), alignment) * alignment;
        for (TensorInfo tensor : tensors) {
            long room = in.size() - data - tensor.offset();
            if (room < tensor.bytes()) {
                throw in.invalid("tensor '" + tensor.name() + "' needs " + tensor.bytes() + " bytes from byte "
                        + (data + tensor.offset()) + " on, but the file ends at " + in.size()
                        + ": it was cut short, perhaps by a broken download");
            }
        }
        return data;
    }

    private TensorInfo tensor(long index, int alignment) throws IOException {
        String name = in.readString(MOST_NAME_BYTES, "the name of tensor " + index);
        String what = "tensor '" + name + "'";
        int dimensions = in.readInt("the dimensions of " + what);
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw in.invalid(what + " has " + Integer.toUnsignedString(dimensions) + " dimensions; expected 1 to "
                    + MOST_DIMENSIONS);
        }
        List<Long> sizes = new ArrayList<>();
        long elements = 1;
        for (int d = 0; d < dimensions; d++) {
            long size = in.readLong("a dimension of " + what);
            if (size < 1 || size > Long.MAX_VALUE / 1024 / elements) {
                throw in.invalid(what + " has a dimension of " + Long.toUnsignedString(size)
                        + ", which is not positive or overflows");
            }
            elements *= size;
            sizes.add(size);
        }
        int id = in.readInt("the type of " + what);
        TensorType type = TensorType.of(id)
                .orElseThrow(() -> in.invalid(what + " has the unknown type " + Integer.toUnsignedString(id)));
        if (sizes.getFirst() % type.block() != 0) {
            throw in.invalid(what + " has rows of " + sizes.getFirst() + " numbers, not a multiple of the "
                    + type.block() + " of a block of " + type.name());
        }
        long offset = in.readLong("the offset of " + what);
        if (offset < 0 || offset % alignment != 0 || offset > in.size()) {
            throw in.invalid(what + " lies at " + Long.toUnsignedString(offset)
                    + ", which is past the file's end or not a" + " multiple of the alignment " + alignment);
        }
        // at most MAX/1024 elements and at most 292 bytes a block: no overflow
        return new TensorInfo(name, List.copyOf(sizes), type, offset, elements / type.block() * type.bytes());
    }
}
