/** Server-sent events, written by the thread that makes them. */
@NullMarked
package org.liaoyuan.server.sse;

import org.jspecify.annotations.NullMarked;
