package org.liaoyuan.server.tool;

import java.time.Duration;
import java.util.UUID;

/**
 * One use of a tool.
 *
 * @param values filled; secrets in them are still names ({@code {{secret.NAME}}}), which the tool fills at the last moment
 * @param run whose it is
 * @param key the same for each use of one step of one run: for other sides that know what they have done already
 * @param limit that it may take in all
 */
public record ToolCall(ToolValues values, UUID run, String key, Duration limit) {}
