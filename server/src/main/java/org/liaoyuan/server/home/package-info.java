/** The data folder, {@code LIAOYUAN_HOME}: what lies where, and the lock that lets one server run in it. */
@NullMarked
package org.liaoyuan.server.home;

import org.jspecify.annotations.NullMarked;
