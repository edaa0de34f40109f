@NullMarked
package org.liaoyuan.server.tool.http;

import org.jspecify.annotations.NullMarked;
