/** The door for browsers: the built page, and what protects a server without accounts from other pages. */
@NullMarked
package org.liaoyuan.server.page;

import org.jspecify.annotations.NullMarked;
