@NullMarked
package org.liaoyuan.server.assistant.memory;

import org.jspecify.annotations.NullMarked;
