package org.liaoyuan.server.scim;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of an organisation's directory.
 *
 * @param members ids of people
 */
record Group(
        String id,
        String name,
        @Nullable String externalId,
        List<String> members,
        Instant createdAt,
        Instant changedAt) {

    /** What the directory wants of a group. */
    record Wanted(@Nullable String name, @Nullable String externalId, Set<String> members) {}
}
