/**
 * SQL as a tool: an organisation's connections to its databases, and one statement at a time with limits. Follow {@code SqlTool} →
 * {@code SqlText} → {@code Asking} → {@code Table}.
 */
@NullMarked
package org.liaoyuan.server.tool.sql;

import org.jspecify.annotations.NullMarked;
