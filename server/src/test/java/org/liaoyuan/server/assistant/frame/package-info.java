@NullMarked
package org.liaoyuan.server.assistant.frame;

import org.jspecify.annotations.NullMarked;
