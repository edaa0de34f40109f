/** The data folder, {@code LIAOYUAN_HOME}: what lies where, the lock that lets one server run in it, the key of the secrets. */
@NullMarked
package org.liaoyuan.server.home;

import org.jspecify.annotations.NullMarked;
