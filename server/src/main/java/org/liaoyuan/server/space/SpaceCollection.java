package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are shared in an organisation, as one of those who may read them sees them.
 *
 * @param right what they may do with it
 * @param own whether they made it
 * @param maker who made it, as people know them; null where they are no longer here
 * @param shared whether it is open to anybody but who made it
 * @param documents that it holds, older versions included
 * @param bytes of these
 */
public record SpaceCollection(
        UUID id,
        String name,
        String purpose,
        Right right,
        boolean own,
        @Nullable String maker,
        boolean shared,
        int documents,
        long bytes,
        Instant createdAt) {}
