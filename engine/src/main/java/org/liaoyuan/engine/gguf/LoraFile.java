package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.InvalidModelException;

/**
 * A LoRA adapter in a GGUF file, as {@code convert_lora_to_gguf.py} writes it: for a matrix W of the model a pair of small
 * ones, {@code W.lora_a} and {@code W.lora_b}, so that W x becomes W x + scale · alpha / rank · B (A x).
 *
 * <p>Everything llama.cpp would end the process over is refused here: metadata of another type, a matrix without its
 * partner, one that the model does not have, dimensions that do not fit, number formats it does not multiply.
 *
 * @param name what the file calls itself
 * @param rank the largest of its pairs' inner dimensions
 * @param alpha the numerator of the scale it was trained with; 0 means 1 / 1
 * @param pairs matrices of the model it changes
 * @param bytes size of the file
 */
public record LoraFile(Optional<String> name, int rank, float alpha, int pairs, long bytes) {

    private static final String A = ".lora_a";
    private static final String B = ".lora_b";
    private static final String TOKEN_EMBEDDINGS = "token_embd.weight";
    private static final Set<String> FORMATS = Set.of("f32", "f16", "bf16", "q8_0");

    /**
     * Reads an adapter and checks it against the model it is for.
     *
     * @throws InvalidModelException if it is not a complete GGUF, not a LoRA adapter, or not one for this model
     */
    public static LoraFile read(Path path, GgufFile base) {
        GgufFile file = GgufFile.readAny(path);
        try {
            float alpha = checkMetadata(file, base);
            Map<String, TensorInfo> model =
                    base.tensors().stream().collect(Collectors.toMap(TensorInfo::name, Function.identity()));
            Map<String, @Nullable TensorInfo[]> pairs = pairs(file);
            long rank = 0;
            for (Map.Entry<String, @Nullable TensorInfo[]> pair : pairs.entrySet()) {
                String name = pair.getKey();
                TensorInfo a = present(pair.getValue()[0], name + A, name + B);
                TensorInfo b = present(pair.getValue()[1], name + B, name + A);
                rank = Math.max(rank, checkPair(name, a, b, model));
            }
            new FiniteWeights(path).check(file);
            return new LoraFile(file.name(), Math.toIntExact(rank), alpha, pairs.size(), file.bytes());
        } catch (Misfit e) {
            throw new InvalidModelException(path + " can't be used as an adapter of this model: " + e.getMessage());
        } catch (IOException e) {
            throw new InvalidModelException("the adapter can't be read: " + path + " (" + e.getMessage() + ")", e);
        }
    }

    /** What does not fit, and what to do. */
    static final class Misfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message);
        }
    }

    private static float checkMetadata(GgufFile file, GgufFile base) {
        requireText(file, "general.type", "adapter", "choose a file that convert_lora_to_gguf.py wrote");
        requireText(file, "adapter.type", "lora", "other kinds of adapters are not supported");
        requireText(
                file, "general.architecture", base.architecture(), "choose an adapter that was trained on this model");
        if (file.value("adapter.alora.invocation_tokens").isPresent()) {
            throw new Misfit("it has adapter.alora.invocation_tokens: an activated LoRA applies from these tokens on"
                    + " only, which is not supported; choose a plain LoRA");
        }
        Object alpha = file.value("adapter.lora.alpha").orElse(0f);
        if (!(alpha instanceof Float number) || !Float.isFinite(number)) {
            throw new Misfit("adapter.lora.alpha is " + alpha + "; expected a finite 32-bit float: convert it again");
        }
        return number;
    }

    private static void requireText(GgufFile file, String key, String wanted, String advice) {
        Optional<Object> value = file.value(key);
        if (!value.equals(Optional.of(wanted))) {
            throw new Misfit(key + " is "
                    + value.map(v -> "'" + shortened(v) + "'").orElse("missing") + ", not '" + wanted + "'; " + advice);
        }
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static Map<String, @Nullable TensorInfo[]> pairs(GgufFile file) {
        Map<String, @Nullable TensorInfo[]> pairs = new HashMap<>();
        for (TensorInfo tensor : file.tensors()) {
            String name = tensor.name();
            int half = name.endsWith(A) ? 0 : name.endsWith(B) ? 1 : -1;
            if (half < 0) {
                throw new Misfit("tensor '" + name + "' ends neither in " + A + " nor in " + B
                        + "; an adapter with whole tensors, such as trained norms, can't be applied: train without");
            }
            String changed = name.substring(0, name.length() - A.length());
            if (changed.contains(A) || changed.contains(B)) {
                throw new Misfit("tensor '" + name + "' has its ending twice; convert the adapter again");
            }
            if (!FORMATS.contains(tensor.type().name())) {
                throw new Misfit(
                        "tensor '" + name + "' has the format " + tensor.type().name() + "; expected one of "
                                + FORMATS.stream().sorted().toList() + ": convert it again with --outtype f16");
            }
            pairs.computeIfAbsent(changed, n -> new TensorInfo[2])[half] = tensor;
        }
        return pairs;
    }

    private static TensorInfo present(@Nullable TensorInfo tensor, String name, String partner) {
        if (tensor == null) {
            throw new Misfit("it has '" + partner + "' but not '" + name + "'; convert the adapter again");
        }
        return tensor;
    }

    /** @return the pair's rank */
    private static long checkPair(String name, TensorInfo a, TensorInfo b, Map<String, TensorInfo> model) {
        TensorInfo base = model.get(name);
        if (base == null) {
            throw new Misfit("it changes '" + name + "', which the model does not have; choose an adapter that was"
                    + " trained on this model");
        }
        if (base.dimensions().size() < 2) {
            throw new Misfit("it changes '" + name + "', which is no matrix in the model; train without it");
        }
        boolean flipped = name.endsWith(TOKEN_EMBEDDINGS);
        if (flipped && (!name.equals(TOKEN_EMBEDDINGS) || !model.containsKey("output.weight"))) {
            // llama.cpp would apply the pair, which is stored the other way round, to the output as well, and abort
            throw new Misfit("it changes '" + name + "', which this model also uses for its output; train without it");
        }
        long rank = b.dimension(0);
        List<Long> wantedA = flipped
                ? List.of(rank, base.dimension(1), base.dimension(2), base.dimension(3))
                : List.of(base.dimension(0), rank, base.dimension(2), base.dimension(3));
        List<Long> wantedB = flipped
                ? List.of(rank, base.dimension(0), base.dimension(2), base.dimension(3))
                : List.of(rank, base.dimension(1), base.dimension(2), base.dimension(3));
        requireShape(a, wantedA);
        requireShape(b, wantedB);
        if (rank > Math.max(base.dimension(0), base.dimension(1))) {
            throw new Misfit("'" + name + "' has rank " + rank + ", more than its "
                    + Math.max(base.dimension(0), base.dimension(1)) + " dimensions; convert the adapter again");
        }
        return rank;
    }

    private static void requireShape(TensorInfo tensor, List<Long> wanted) {
        List<Long> shape = List.of(tensor.dimension(0), tensor.dimension(1), tensor.dimension(2), tensor.dimension(3));
        if (!shape.equals(wanted)) {
            throw new Misfit("'" + tensor.name() + "' is " + by(shape) + ", but " + by(wanted)
                    + " fits the model; choose an adapter that was trained on this model");
        }
    }

    private static String by(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
}
