@NullMarked
package org.liaoyuan.server.tool.mcp;

import org.jspecify.annotations.NullMarked;
