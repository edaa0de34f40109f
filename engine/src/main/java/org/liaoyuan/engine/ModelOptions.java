package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a model is loaded.
 *
 * @param path the GGUF file
 * @param contextSize tokens one request may take, prompt and answer together; 0 takes the smaller of 8,192 and what the
 *     model was trained with
 * @param slots requests decoded at once, 1 to 64; they share a KV cache of {@link #kvCells()} tokens
 * @param kvCells tokens the KV cache holds for all slots and kept prefixes together; 0 takes twice the context size
 * @param queueLimit requests that may wait for a slot before {@link BusyException}
 * @param threads compute threads; 0 takes as many of the cores this process may use as are fastest at the moment
 * @param gpuLayers layers put on a GPU if the native library has one; 0 for none, −1 for all
 * @param promptLookup whether answers that repeat their prompt are sped up by guessing from it. Every token is still the model's
 *     own choice, so the text stays the same, but for near ties: a batch of another size rounds otherwise, as it does beside others
 */
public record ModelOptions(
        Path path,
        int contextSize,
        int slots,
        int kvCells,
        int queueLimit,
        int threads,
        int gpuLayers,
        boolean promptLookup) {

    public ModelOptions {
        Objects.requireNonNull(path, "path");
        requireAtLeast("contextSize", contextSize, 0);
        requireAtLeast("slots", slots, 1);
        if (slots > 64) {
            throw new IllegalArgumentException("slots is " + slots + "; at most 64 are taken");
        }
        requireAtLeast("kvCells", kvCells, 0);
        requireAtLeast("queueLimit", queueLimit, 0);
        requireAtLeast("threads", threads, 0);
        requireAtLeast("gpuLayers", gpuLayers, -1);
    }

    /** Defaults: the usual context, 8 slots, 64 waiting, all cores, no GPU. */
    public static ModelOptions of(Path path) {
        return new ModelOptions(path, 0, 8, 0, 64, 0, 0, true);
    }

    public ModelOptions withContextSize(int tokens) {
        return new ModelOptions(path, tokens, slots, kvCells, queueLimit, threads, gpuLayers, promptLookup);
    }

    public ModelOptions withSlots(int count) {
        return new ModelOptions(path, contextSize, count, kvCells, queueLimit, threads, gpuLayers, promptLookup);
    }

    public ModelOptions withKvCells(int tokens) {
        return new ModelOptions(path, contextSize, slots, tokens, queueLimit, threads, gpuLayers, promptLookup);
    }

    public ModelOptions withQueueLimit(int requests) {
        return new ModelOptions(path, contextSize, slots, kvCells, requests, threads, gpuLayers, promptLookup);
    }

    public ModelOptions withThreads(int count) {
        return new ModelOptions(path, contextSize, slots, kvCells, queueLimit, count, gpuLayers, promptLookup);
    }

    public ModelOptions withGpuLayers(int count) {
        return new ModelOptions(path, contextSize, slots, kvCells, queueLimit, threads, count, promptLookup);
    }

    public ModelOptions withPromptLookup(boolean on) {
        return new ModelOptions(path, contextSize, slots, kvCells, queueLimit, threads, gpuLayers, on);
    }

    /** {@link #threads()}, or every core this process may use where that is 0. */
    int computeThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + least + " or more");
        }
    }
}
