@NullMarked
package org.liaoyuan.server.assistant.digest;

import org.jspecify.annotations.NullMarked;
