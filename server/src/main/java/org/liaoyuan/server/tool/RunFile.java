package org.liaoyuan.server.tool;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A file of a run.
 *
 * @param type media type
 * @param bytes its size
 */
@Schema(name = "AgentFile")
public record RunFile(String name, String type, int bytes, Instant changedAt) {}
