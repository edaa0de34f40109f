@NullMarked
package org.liaoyuan.server.space.read;

import org.jspecify.annotations.NullMarked;
