@NullMarked
package org.liaoyuan.server.space.watch;

import org.jspecify.annotations.NullMarked;
