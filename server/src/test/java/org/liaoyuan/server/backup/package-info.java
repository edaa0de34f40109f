@NullMarked
package org.liaoyuan.server.backup;

import org.jspecify.annotations.NullMarked;
