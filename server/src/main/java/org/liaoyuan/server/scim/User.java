package org.liaoyuan.server.scim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Role;

/**
 * Somebody of an organisation, as its directory sees them.
 *
 * @param active false for somebody who is barred
 * @param role what they are, or were when they were barred
 * @param made whether the directory created them
 */
record User(
        String id,
        String name,
        String displayName,
        @Nullable String email,
        @Nullable String externalId,
        boolean active,
        Role role,
        boolean made,
        Instant createdAt,
        Instant changedAt,
        List<GroupName> groups) {

    /** A group that somebody is in. */
    record GroupName(String id, String name) {}

    /**
     * What the directory wants of somebody.
     *
     * @param active null leaves it
     */
    record Wanted(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String externalId,
            @Nullable Boolean active) {}
}
