@NullMarked
package org.liaoyuan.server.tool;

import org.jspecify.annotations.NullMarked;
