package org.liaoyuan.server.tool;

import java.time.Duration;
import java.util.UUID;

/**
 * One use of a tool.
 *
 * @param values filled; secrets in them are not the secrets yet, but what {@code secrets} knows them by
 * @param run whose it is
 * @param key the same for each use of one step of one run: for other sides that know what they have done already
 * @param limit that it may take in all
 * @param secrets fills secrets in, at the last moment
 */
public record ToolCall(ToolValues values, UUID run, String key, Duration limit, ToolSecrets secrets) {

    /** Without secrets. */
    public ToolCall(ToolValues values, UUID run, String key, Duration limit) {
        this(values, run, key, limit, ToolSecrets.NONE);
    }
}
