@NullMarked
package org.liaoyuan.server.net;

import org.jspecify.annotations.NullMarked;
