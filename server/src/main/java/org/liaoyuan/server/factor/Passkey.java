package org.liaoyuan.server.factor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey, as its person sees it.
 *
 * @param host the name of this server for which it works
 * @param backedUp whether it is kept in more than one place, such as a phone's cloud
 * @param lastUsedAt null for never
 */
record Passkey(
        UUID id,
        String name,
        String host,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
