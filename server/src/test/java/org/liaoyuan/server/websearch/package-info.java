@NullMarked
package org.liaoyuan.server.websearch;

import org.jspecify.annotations.NullMarked;
