@NullMarked
package org.liaoyuan.server.tool.sql;

import org.jspecify.annotations.NullMarked;
