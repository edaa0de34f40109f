/**
 * Tools of Model Context Protocol servers, as a client of them. Follow {@code McpTool} → {@code Session} → {@code Link}; servers come
 * from {@code ServerStore} and the operator's {@code McpSettings}.
 */
@NullMarked
package org.liaoyuan.server.tool.mcp;

import org.jspecify.annotations.NullMarked;
