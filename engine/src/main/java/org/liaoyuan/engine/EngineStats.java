package org.liaoyuan.engine;

/**
 * A look at the decode loop.
 *
 * @param running requests that are being decoded
 * @param waiting requests in the queue
 * @param slots the most that may run at once
 * @param kvCells tokens the KV cache holds
 * @param keptPrefixes ended sequences whose tokens are kept for requests that begin alike
 * @param promptTokens prompt tokens computed since the start
 * @param completionTokens tokens generated
 * @param batches calls of the decoder
 */
public record EngineStats(
        int running,
        int waiting,
        int slots,
        int kvCells,
        int keptPrefixes,
        long promptTokens,
        long completionTokens,
        long batches) {

    EngineStats plus(int prompt, int generated) {
        return new EngineStats(
                running,
                waiting,
                slots,
                kvCells,
                keptPrefixes,
                promptTokens + prompt,
                completionTokens + generated,
                batches + 1);
    }

    EngineStats withSequences(int nowRunning, int nowKept) {
        return new EngineStats(nowRunning, waiting, slots, kvCells, nowKept, promptTokens, completionTokens, batches);
    }

    EngineStats withWaiting(int nowWaiting) {
        return new EngineStats(
                running, nowWaiting, slots, kvCells, keptPrefixes, promptTokens, completionTokens, batches);
    }
}
