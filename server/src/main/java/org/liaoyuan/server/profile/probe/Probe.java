package org.liaoyuan.server.profile.probe;

import java.util.List;

/**
 * One instance: it passes if every one of its questions is answered rightly.
 *
 * @param id the same in every run of a suite version
 * @param language zh or en
 * @param maxTokens the most tokens of an answer
 * @param asks usually one; two for a judge, who must not care which of the answers comes first
 */
public record Probe(String id, String language, int maxTokens, List<Ask> asks) {

    public Probe {
        asks = List.copyOf(asks);
        if (asks.isEmpty()) {
            throw new IllegalArgumentException("probe " + id + " asks nothing");
        }
    }
}
