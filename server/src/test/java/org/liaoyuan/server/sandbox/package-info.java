/** Tests of the room that runs programs. */
@NullMarked
package org.liaoyuan.server.sandbox;

import org.jspecify.annotations.NullMarked;
