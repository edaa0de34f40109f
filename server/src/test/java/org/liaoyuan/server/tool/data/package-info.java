@NullMarked
package org.liaoyuan.server.tool.data;

import org.jspecify.annotations.NullMarked;
