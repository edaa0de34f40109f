@NullMarked
package org.liaoyuan.server.signon;

import org.jspecify.annotations.NullMarked;
