/** One search over conversations, notes and files: {@code SearchController} → {@code Everything}. */
@NullMarked
package org.liaoyuan.server.assistant.find;

import org.jspecify.annotations.NullMarked;
