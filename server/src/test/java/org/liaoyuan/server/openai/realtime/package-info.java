/** The Realtime API: by WebSockets, on real models. */
@NullMarked
package org.liaoyuan.server.openai.realtime;

import org.jspecify.annotations.NullMarked;
