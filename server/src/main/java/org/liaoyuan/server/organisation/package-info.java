/** Organisations and who belongs to them in which role: by hand, by invitation, by their directory's groups, by the first sign-on; their end. */
@NullMarked
package org.liaoyuan.server.organisation;

import org.jspecify.annotations.NullMarked;
