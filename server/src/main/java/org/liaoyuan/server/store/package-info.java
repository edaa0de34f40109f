/**
 * The database: an embedded PostgreSQL in the data folder, or an external one. Other rooms use it through Spring's {@code
 * JdbcClient} (and {@code JdbcTemplate} for batches) only.
 */
@NullMarked
package org.liaoyuan.server.store;

import org.jspecify.annotations.NullMarked;
