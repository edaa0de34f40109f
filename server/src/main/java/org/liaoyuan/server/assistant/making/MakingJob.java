package org.liaoyuan.server.assistant.making;

import java.util.UUID;
import org.liaoyuan.server.store.Tenant;

/**
 * A document of which something is to be made.
 *
 * @param attempts with this one
 */
public record MakingJob(UUID document, Tenant owner, int attempts) {}
