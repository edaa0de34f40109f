package org.liaoyuan.engine;

import java.time.Duration;

/**
 * What one generation took.
 *
 * @param promptTokens tokens of the prompt
 * @param cachedTokens of these, how many were found computed already
 * @param completionTokens tokens generated, the end-of-turn token not counted
 * @param queued from the request to the first prompt token's decode
 * @param firstToken from the request to the first generated token
 * @param total from the request to the end
 * @param computeSeconds this request's share of the decode loop's wall time, in seconds: each batch's time divided by tokens
 */
public record Usage(
        int promptTokens,
        int cachedTokens,
        int completionTokens,
        Duration queued,
        Duration firstToken,
        Duration total,
        double computeSeconds) {}
