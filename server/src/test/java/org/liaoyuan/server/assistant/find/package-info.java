@NullMarked
package org.liaoyuan.server.assistant.find;

import org.jspecify.annotations.NullMarked;
