/** What was done, by whom: an append-only log whose rows are chained by hashes. */
@NullMarked
package org.liaoyuan.server.audit;

import org.jspecify.annotations.NullMarked;
