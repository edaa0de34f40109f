package org.liaoyuan.engine.gguf;

import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param name unique in the file
 * @param dimensions fastest first, 1 to 4 of them, each at least 1
 * @param offset from the start of the data section, in bytes
 * @param bytes its size
 */
record TensorInfo(String name, List<Long> dimensions, long offset, long bytes) {}
