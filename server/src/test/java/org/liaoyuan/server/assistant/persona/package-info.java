@NullMarked
package org.liaoyuan.server.assistant.persona;

import org.jspecify.annotations.NullMarked;
