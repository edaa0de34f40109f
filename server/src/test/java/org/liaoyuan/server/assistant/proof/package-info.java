@NullMarked
package org.liaoyuan.server.assistant.proof;

import org.jspecify.annotations.NullMarked;
