package org.liaoyuan.engine.gguf;

import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param name unique in the file
 * @param dimensions fastest first, 1 to 4 of them, each at least 1
 * @param type how its numbers are packed
 * @param offset from the start of the data section, in bytes
 * @param bytes its size
 */
record TensorInfo(String name, List<Long> dimensions, TensorType type, long offset, long bytes) {

    /** A dimension; those that are not written are 1. */
    long dimension(int index) {
        return index < dimensions.size() ? dimensions.get(index) : 1;
    }
}
