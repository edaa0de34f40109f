@NullMarked
package org.liaoyuan.server.space;

import org.jspecify.annotations.NullMarked;
