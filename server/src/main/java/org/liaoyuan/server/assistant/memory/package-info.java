/**
 * What is remembered of a person: short sentences that they kept themselves. {@link org.liaoyuan.server.assistant.memory.Memories} is
 * what conversations use: it finds facts in a person's own turn ({@code OwnWords}, {@code FactRules}) to be kept or not by them, and
 * says which memories go into a prompt ({@code Recall}).
 */
@NullMarked
package org.liaoyuan.server.assistant.memory;

import org.jspecify.annotations.NullMarked;
