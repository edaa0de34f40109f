@NullMarked
package org.liaoyuan.server.space.index;

import org.jspecify.annotations.NullMarked;
