@NullMarked
package org.liaoyuan.server.assistant.meeting;

import org.jspecify.annotations.NullMarked;
