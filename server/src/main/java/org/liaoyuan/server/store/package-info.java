/** The database: an embedded PostgreSQL in the data folder, or an external one. */
@NullMarked
package org.liaoyuan.server.store;

import org.jspecify.annotations.NullMarked;
