/** Organisations and who belongs to them in which role: by hand, by their directory's groups, by the first sign-on. */
@NullMarked
package org.liaoyuan.server.organisation;

import org.jspecify.annotations.NullMarked;
