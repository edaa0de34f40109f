@NullMarked
package org.liaoyuan.server.tool.openapi;

import org.jspecify.annotations.NullMarked;
