/** The application: one package below this one is one module, its public face the types at its top. */
@NullMarked
package org.liaoyuan.server;

import org.jspecify.annotations.NullMarked;
