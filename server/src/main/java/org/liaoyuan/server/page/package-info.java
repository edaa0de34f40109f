/** The door for browsers: the built page, and what keeps other sites' pages away. */
@NullMarked
package org.liaoyuan.server.page;

import org.jspecify.annotations.NullMarked;
