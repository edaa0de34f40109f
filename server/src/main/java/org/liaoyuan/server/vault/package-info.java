/**
 * Secrets in the database, sealed by envelope encryption: each by a data key, the data keys by a master key that is not in the
 * database.
 *
 * <p>Start at {@link org.liaoyuan.server.vault.KeyVault}. A room that keeps secrets in a column says so by a {@link
 * org.liaoyuan.server.vault.SealedColumn}: then they are rotated and counted with all others.
 */
@NullMarked
package org.liaoyuan.server.vault;

import org.jspecify.annotations.NullMarked;
