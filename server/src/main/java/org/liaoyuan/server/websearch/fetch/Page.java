package org.liaoyuan.server.websearch.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.liaoyuan.server.space.read.Passage;

/**
 * A page that was read.
 *
 * @param address where it was in the end, after redirects
 * @param title as it calls itself; may be empty
 */
public record Page(URI address, String title, Instant fetchedAt, List<Passage> passages) {}
