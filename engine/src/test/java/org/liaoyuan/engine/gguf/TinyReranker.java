package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Writes a reranker of one layer that a reader can see whole: each word is a direction of its own, attention takes the mean of all
 * tokens, and the score is higher the more of them are the word {@code paris}.
 */
public final class TinyReranker {

    private static final List<String> WORDS = List.of(
            "[PAD]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "[MASK]",
            "▁paris",
            "▁is",
            "▁the",
            "▁capital",
            "▁of",
            "▁france",
            "▁cats",
            "▁sleep",
            "▁a",
            "▁lot",
            "▁what");

    private static final int PARIS = 5;
    private static final int WIDTH = 32;
    private static final int CONTEXT = 64;
    private static final int TEXT = 8;
    private static final int UINT32 = 4;
    private static final int FLOAT = 6;
    private static final int BOOL = 7;
    private static final int ARRAY = 9;

    private TinyReranker() {}

    /** @param classes 1 for a reranker; more for a model that sorts texts */
    public static Path write(Path file, int classes) throws IOException {
        return Files.write(file, bytes(classes, null));
    }

    /** One that was trained with words around query and document. */
    public static Path write(Path file, String template) throws IOException {
        return Files.write(file, bytes(1, template));
    }

    private static byte[] bytes(int classes, @org.jspecify.annotations.Nullable String template) {
        Map<String, float[][]> tensors = tensors(classes);
        int entries = 16 + (classes > 1 ? 1 : 0) + (template == null ? 0 : 1);
        GgufBytes out =
                new GgufBytes().raw("GGUF").int32(3).int64(tensors.size()).int64(entries);
        out.text("general.architecture", "bert").text("general.name", "tiny reranker");
        out.number("bert.block_count", 1).number("bert.context_length", CONTEXT);
        out.number("bert.embedding_length", WIDTH).number("bert.feed_forward_length", WIDTH);
        out.number("bert.attention.head_count", 2).number("bert.pooling_type", 4);
        out.string("bert.attention.layer_norm_epsilon").int32(FLOAT).float32(1e-6f);
        out.string("bert.attention.causal").int32(BOOL).raw("\0");
        out.text("tokenizer.ggml.model", "bert").number("tokenizer.ggml.token_type_count", 2);
        out.number("tokenizer.ggml.bos_token_id", 2).number("tokenizer.ggml.seperator_token_id", 3);
        out.number("tokenizer.ggml.unknown_token_id", 1);
        strings(out, "tokenizer.ggml.tokens", WORDS);
        if (classes > 1) {
            strings(
                    out,
                    "bert.classifier.output_labels",
                    List.of("joy", "fear", "anger").subList(0, classes));
        }
        if (template != null) {
            out.text("tokenizer.chat_template.rerank", template);
        }
        long at = 0;
        for (Map.Entry<String, float[][]> tensor : tensors.entrySet()) {
            float[][] rows = tensor.getValue();
            boolean flat = rows.length == 1 && !tensor.getKey().equals("cls.output.weight");
            out.string(tensor.getKey()).int32(flat ? 1 : 2).int64(rows[0].length);
            if (!flat) {
                out.int64(rows.length);
            }
            out.int32(0).int64(at);
            at += (rows.length * rows[0].length * 4L + 31) / 32 * 32;
        }
        out.align();
        for (float[][] rows : tensors.values()) {
            for (float[] row : rows) {
                for (float value : row) {
                    out.float32(value);
                }
            }
            out.align();
        }
        return out.bytes();
    }

    private static void strings(GgufBytes out, String key, List<String> values) {
        out.string(key).int32(ARRAY).int32(TEXT).int64(values.size());
        values.forEach(out::string);
    }

    private static Map<String, float[][]> tensors(int classes) {
        IntBinaryOperator none = (row, column) -> 0;
        IntBinaryOperator same = (row, column) -> row == column ? 1 : 0;
        Map<String, float[][]> tensors = new LinkedHashMap<>();
        tensors.put("token_embd.weight", filled(WORDS.size(), WIDTH, (row, column) -> row == column ? 8 : 0));
        tensors.put("token_types.weight", filled(2, WIDTH, none));
        tensors.put("position_embd.weight", filled(CONTEXT, WIDTH, none));
        norm(tensors, "token_embd_norm");
        tensors.put("blk.0.attn_q.weight", filled(WIDTH, WIDTH, none));
        tensors.put("blk.0.attn_k.weight", filled(WIDTH, WIDTH, none));
        tensors.put("blk.0.attn_v.weight", filled(WIDTH, WIDTH, same));
        tensors.put("blk.0.attn_output.weight", filled(WIDTH, WIDTH, same));
        norm(tensors, "blk.0.attn_output_norm");
        tensors.put("blk.0.ffn_up.weight", filled(WIDTH, WIDTH, none));
        tensors.put("blk.0.ffn_down.weight", filled(WIDTH, WIDTH, none));
        norm(tensors, "blk.0.layer_output_norm");
        tensors.put("cls.weight", filled(WIDTH, WIDTH, same));
        tensors.put("cls.bias", filled(1, WIDTH, none));
        tensors.put("cls.output.weight", filled(classes, WIDTH, (row, column) -> column == PARIS ? 3 : 0));
        tensors.put("cls.output.bias", filled(1, classes, none));
        return tensors;
    }

    private static void norm(Map<String, float[][]> tensors, String name) {
        tensors.put(name + ".weight", filled(1, WIDTH, (row, column) -> 1));
        tensors.put(name + ".bias", filled(1, WIDTH, (row, column) -> 0));
    }

    private static float[][] filled(int rows, int columns, IntBinaryOperator value) {
        float[][] all = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                all[row][column] = value.applyAsInt(row, column);
            }
        }
        return all;
    }
}
