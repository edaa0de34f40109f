@NullMarked
package org.liaoyuan.server.voice;

import org.jspecify.annotations.NullMarked;
