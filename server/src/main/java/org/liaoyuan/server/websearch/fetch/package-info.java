/** Pages of strangers: fetched from public addresses only, within bounds, and cleaned of what is not their text. */
@NullMarked
package org.liaoyuan.server.websearch.fetch;

import org.jspecify.annotations.NullMarked;
