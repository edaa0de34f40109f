/**
 * People, and how they come in: passwords, links, sessions, and what is theirs.
 *
 * <p>Start at {@code AccessFilter}: it finds out who sends a request, looks its route up in {@link
 * org.liaoyuan.server.access.Routes}, and lets it through or not. The rooms behind ask {@link
 * org.liaoyuan.server.access.Identity#current()}; what of the database they see is bounded by {@link
 * org.liaoyuan.server.store.Tenant}, which the filter sets as well.
 */
@NullMarked
package org.liaoyuan.server.account;

import org.jspecify.annotations.NullMarked;
