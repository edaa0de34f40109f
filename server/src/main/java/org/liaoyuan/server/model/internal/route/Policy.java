package org.liaoyuan.server.model.internal.route;

/** In which order an alias's targets are asked. */
enum Policy {
    /** As they stand. */
    FALLBACK,
    /** Drawn by their weights, without putting back. */
    WEIGHTED,
    /** The one whose first token came soonest of late; one not asked yet comes first, to be measured. */
    LEAST_LATENCY,
    /** The one that costs least for this request; an unknown price comes last. */
    CHEAPEST
}
