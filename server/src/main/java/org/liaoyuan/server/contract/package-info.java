/** The contract of the doors {@code /api} and {@code /v1}, for programs to read. A test keeps it and the code the same. */
@NullMarked
package org.liaoyuan.server.contract;

import org.jspecify.annotations.NullMarked;
