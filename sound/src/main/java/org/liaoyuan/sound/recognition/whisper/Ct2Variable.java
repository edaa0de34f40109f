package org.liaoyuan.sound.recognition.whisper;

import java.util.List;

/**
 * One variable of a CTranslate2 file, which stays in the file.
 *
 * @param name such as {@code encoder/conv1/weight}
 * @param shape outermost dimension first; empty for a scalar
 * @param type how its numbers are kept
 * @param offset of its first byte in the file
 * @param bytes its size, checked to be what shape and type make
 */
record Ct2Variable(String name, List<Integer> shape, Type type, long offset, long bytes) {

    /** The types of CTranslate2, in the order of their numbers in the file. */
    enum Type {
        FLOAT32(4),
        INT8(1),
        INT16(2),
        INT32(4),
        FLOAT16(2),
        BFLOAT16(2);

        final int size;

        Type(int size) {
            this.size = size;
        }
    }

    /** How many numbers it holds. */
    long elements() {
        return bytes / type.size;
    }
}
