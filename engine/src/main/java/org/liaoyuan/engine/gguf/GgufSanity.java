package org.liaoyuan.engine.gguf;

import java.util.List;

/** Figures that llama.cpp divides by, allocates by or indexes with, and whose nonsense it does not survive. */
final class GgufSanity {

    private static final long MOST_LAYERS = 10_000;
    private static final long MOST_WIDTH = 1 << 20;
    private static final long MOST_CONTEXT = 1L << 31;

    private final GgufFile file;
    private final GgufInput in;

    GgufSanity(GgufFile file, GgufInput in) {
        this.file = file;
        this.in = in;
    }

    void check() {
        String architecture = file.string("general.architecture")
                .orElseThrow(() -> in.invalid("general.architecture is missing, or not a text"));
        require(architecture + ".block_count", 1, MOST_LAYERS);
        require(architecture + ".embedding_length", 1, MOST_WIDTH);
        require(architecture + ".context_length", 1, MOST_CONTEXT);
        checkIfPresent(architecture + ".attention.head_count", MOST_WIDTH);
        checkIfPresent(architecture + ".attention.head_count_kv", MOST_WIDTH);
        checkIfPresent(architecture + ".feed_forward_length", MOST_WIDTH * 16);
        checkIfPresent(architecture + ".vocab_size", MOST_WIDTH * 16);
        checkVocabulary();
    }

    private void require(String key, long least, long most) {
        long value = file.integer(key).orElseThrow(() -> in.invalid(key + " is missing, or not a whole number"));
        if (value < least || value > most) {
            throw in.invalid(key + " is " + value + "; expected " + least + " to " + most);
        }
    }

    /** Some families give one number a layer instead: arrays are llama.cpp's to check. */
    private void checkIfPresent(String key, long most) {
        if (file.value(key).isPresent() && !(file.value(key).get() instanceof GgufArray)) {
            require(key, 1, most);
        }
    }

    private void checkVocabulary() {
        if (file.value("tokenizer.ggml.model").isEmpty()) {
            return;
        }
        if (!(file.value("tokenizer.ggml.tokens").orElse(null) instanceof GgufArray tokens) || tokens.length() == 0) {
            throw in.invalid("tokenizer.ggml.tokens is missing, empty or not an array");
        }
        for (String key : List.of("tokenizer.ggml.token_type", "tokenizer.ggml.scores")) {
            if (file.value(key).orElse(tokens) instanceof GgufArray other && other.length() != tokens.length()) {
                throw in.invalid(key + " has " + other.length() + " entries for " + tokens.length() + " tokens");
            }
        }
        for (String name : List.of("bos", "eos", "unknown", "padding", "eot", "fim_pre", "fim_suf", "fim_mid")) {
            String key = "tokenizer.ggml." + name + "_token_id";
            file.integer(key).ifPresent(id -> {
                if (id < 0 || id >= tokens.length()) {
                    throw in.invalid(key + " is " + id + ", but there are " + tokens.length() + " tokens");
                }
            });
        }
        for (TensorInfo tensor : file.tensors()) {
            boolean embeds = tensor.name().equals("token_embd.weight")
                    && tensor.dimensions().size() == 2;
            if (embeds && tensor.dimensions().get(1) < tokens.length()) {
                throw in.invalid("token_embd.weight has " + tensor.dimensions().get(1) + " rows for " + tokens.length()
                        + " tokens");
            }
        }
    }
}
