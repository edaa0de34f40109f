package org.liaoyuan.server.factor;

import org.jspecify.annotations.Nullable;

/** The password once more. */
record PasswordOnce(@Nullable String password) {}
