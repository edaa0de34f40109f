@NullMarked
package org.liaoyuan.server.agent;

import org.jspecify.annotations.NullMarked;
