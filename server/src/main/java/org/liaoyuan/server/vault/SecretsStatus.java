package org.liaoyuan.server.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the secrets of the installation are kept; none of them.
 *
 * @param master what wraps the active data key: {@code file} and the key's fingerprint, or {@code command} and its program; empty where
 *     there is no data key yet
 * @param dataKeys the oldest first
 * @param withoutDataKey secrets of before there were data keys, sealed with the key file itself
 */
public record SecretsStatus(String master, List<DataKey> dataKeys, long withoutDataKey) {

    /**
     * A data key.
     *
     * @param master what wraps it
     * @param retiredAt null for the active one
     * @param secrets how many are sealed with it
     */
    public record DataKey(
            UUID id,
            String master,
            Instant createdAt,
            @Nullable Instant retiredAt,
            long secrets) {}
}
