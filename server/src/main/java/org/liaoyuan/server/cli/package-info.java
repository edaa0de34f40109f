/** The same program from a terminal. */
@NullMarked
package org.liaoyuan.server.cli;

import org.jspecify.annotations.NullMarked;
