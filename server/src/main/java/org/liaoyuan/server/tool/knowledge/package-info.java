/** Passages of the personal space, or of a collection, of whoever started a run, as a tool. */
@NullMarked
package org.liaoyuan.server.tool.knowledge;

import org.jspecify.annotations.NullMarked;
