package org.liaoyuan.engine.gguf;

import java.util.Optional;

/**
 * How numbers are packed (ggml.h, enum ggml_type, llama.cpp 0.5.0).
 *
 * @param name ggml's
 * @param block numbers in a block
 * @param bytes size of a block
 */
record TensorType(String name, int block, int bytes) {

    private static final TensorType[] BY_ID = new TensorType[43];

    static {
        define(0, "f32", 1, 4);
        define(1, "f16", 1, 2);
        define(2, "q4_0", 32, 18);
        define(3, "q4_1", 32, 20);
        define(6, "q5_0", 32, 22);
        define(7, "q5_1", 32, 24);
        define(8, "q8_0", 32, 34);
        define(9, "q8_1", 32, 36);
        define(10, "q2_K", 256, 84);
        define(11, "q3_K", 256, 110);
        define(12, "q4_K", 256, 144);
        define(13, "q5_K", 256, 176);
        define(14, "q6_K", 256, 210);
        define(15, "q8_K", 256, 292);
        define(16, "iq2_xxs", 256, 66);
        define(17, "iq2_xs", 256, 74);
        define(18, "iq3_xxs", 256, 98);
        define(19, "iq1_s", 256, 50);
        define(20, "iq4_nl", 32, 18);
        define(21, "iq3_s", 256, 110);
        define(22, "iq2_s", 256, 82);
        define(23, "iq4_xs", 256, 136);
        define(24, "i8", 1, 1);
        define(25, "i16", 1, 2);
        define(26, "i32", 1, 4);
        define(27, "i64", 1, 8);
        define(28, "f64", 1, 8);
        define(29, "iq1_m", 256, 56);
        define(30, "bf16", 1, 2);
        define(34, "tq1_0", 256, 54);
        define(35, "tq2_0", 256, 66);
        define(39, "mxfp4", 32, 17);
        define(40, "nvfp4", 64, 36);
        define(41, "q1_0", 128, 18);
        define(42, "q2_0", 64, 18);
    }

    private static void define(int id, String name, int block, int bytes) {
        BY_ID[id] = new TensorType(name, block, bytes);
    }

    /** The type with this id; empty if llama.cpp 0.5.0 knows none or no longer reads it. */
    static Optional<TensorType> of(int id) {
        return id < 0 || id >= BY_ID.length ? Optional.empty() : Optional.ofNullable(BY_ID[id]);
    }
}
