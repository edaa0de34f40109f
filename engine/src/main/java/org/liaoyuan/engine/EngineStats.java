package org.liaoyuan.engine;

/**
 * A look at the decode loop.
 *
 * @param running requests that are being decoded
 * @param waiting requests in the queue
 * @param slots the most that may run at once
 * @param kvCells tokens the KV cache holds
 * @param kvUsed of these, how many are in use, kept prefixes included
 * @param promptTokens prompt tokens computed since the start
 * @param cachedTokens prompt tokens that were found computed
 * @param completionTokens tokens generated
 * @param batches calls of the decoder
 */
public record EngineStats(
        int running,
        int waiting,
        int slots,
        int kvCells,
        int kvUsed,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        long batches) {}
