@NullMarked
package org.liaoyuan.server.tool.knowledge;

import org.jspecify.annotations.NullMarked;
