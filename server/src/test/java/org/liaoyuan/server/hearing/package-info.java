@NullMarked
package org.liaoyuan.server.hearing;

import org.jspecify.annotations.NullMarked;
