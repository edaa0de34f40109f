/**
 * The database: an embedded PostgreSQL in the data folder, or an external one. Other rooms use it through Spring's {@code
 * JdbcClient} only.
 */
@NullMarked
package org.liaoyuan.server.store;

import org.jspecify.annotations.NullMarked;
