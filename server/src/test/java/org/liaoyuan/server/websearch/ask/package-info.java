@NullMarked
package org.liaoyuan.server.websearch.ask;

import org.jspecify.annotations.NullMarked;
