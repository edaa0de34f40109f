package org.liaoyuan.engine;

/**
 * A look at the decode loop. Every sequence is running, kept or free: {@code running + keptPrefixes + freeSequences} stays the
 * same while nothing leaks.
 *
 * @param running requests that are being decoded
 * @param waiting requests in the queue
 * @param slots the most that may run at once
 * @param kvCells tokens the KV cache holds
 * @param keptPrefixes ended sequences whose tokens are kept for requests that begin alike
 * @param freeSequences sequences that hold nothing
 * @param heldTokens tokens of the running and kept sequences; one that several share counts for each, so this may exceed
 *     {@code kvCells}
 * @param promptTokens prompt tokens computed since the start
 * @param cachedTokens prompt tokens that were copied from another sequence instead
 * @param completionTokens tokens generated
 * @param batches calls of the decoder
 * @param batchTokens tokens computed in them: by {@code batches}, how full a batch is
 * @param guessedTokens of these, tokens that were only guessed to follow, see {@link ModelOptions#promptLookup()}
 * @param acceptedTokens of these guesses, those that were right
 */
public record EngineStats(
        int running,
        int waiting,
        int slots,
        int kvCells,
        int keptPrefixes,
        int freeSequences,
        int heldTokens,
        long promptTokens,
        long cachedTokens,
        long completionTokens,
        long batches,
        long batchTokens,
        long guessedTokens,
        long acceptedTokens) {

    static EngineStats atStart(int slots, int kvCells, int sequences) {
        return new EngineStats(0, 0, slots, kvCells, 0, sequences, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    EngineStats plus(int prompt, int generated, int cached, int batch) {
        return new EngineStats(
                running,
                waiting,
                slots,
                kvCells,
                keptPrefixes,
                freeSequences,
                heldTokens,
                promptTokens + prompt,
                cachedTokens + cached,
                completionTokens + generated,
                batches + 1,
                batchTokens + batch,
                guessedTokens,
                acceptedTokens);
    }

    EngineStats plusGuesses(int guessed, int accepted) {
        return new EngineStats(
                running,
                waiting,
                slots,
                kvCells,
                keptPrefixes,
                freeSequences,
                heldTokens,
                promptTokens,
                cachedTokens,
                completionTokens,
                batches,
                batchTokens,
                guessedTokens + guessed,
                acceptedTokens + accepted);
    }

    EngineStats withSequences(int nowRunning, int nowKept, int nowFree, int nowHeld) {
        return new EngineStats(
                nowRunning,
                waiting,
                slots,
                kvCells,
                nowKept,
                nowFree,
                nowHeld,
                promptTokens,
                cachedTokens,
                completionTokens,
                batches,
                batchTokens,
                guessedTokens,
                acceptedTokens);
    }

    EngineStats withWaiting(int nowWaiting) {
        return new EngineStats(
                running,
                nowWaiting,
                slots,
                kvCells,
                keptPrefixes,
                freeSequences,
                heldTokens,
                promptTokens,
                cachedTokens,
                completionTokens,
                batches,
                batchTokens,
                guessedTokens,
                acceptedTokens);
    }
}
