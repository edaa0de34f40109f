/**
 * People and organisations: who asks ({@link org.liaoyuan.server.account.Identity}), what they may ({@link
 * org.liaoyuan.server.account.Permission}, one table), and what was done ({@code Audit}).
 *
 * <p>Start at {@code AccessFilter}: it finds out who sends a request, looks its route up in {@code Routes}, and lets it through or
 * not. The rooms behind ask {@link org.liaoyuan.server.account.Identity#current()}; what of the database they see is bounded by
 * {@link org.liaoyuan.server.store.Tenant}, which the filter sets as well.
 */
@NullMarked
package org.liaoyuan.server.account;

import org.jspecify.annotations.NullMarked;
