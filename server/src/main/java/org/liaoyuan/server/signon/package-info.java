/**
 * Signing in by who one is elsewhere: OpenID Connect providers and LDAP directories that an organisation trusts.
 *
 * <p>Start at {@code SignOnController} (a browser goes to a provider and comes back) and {@code Directories} (a name and a password
 * are shown to a directory); both end in {@code Admission}, which finds or makes the person.
 */
@NullMarked
package org.liaoyuan.server.signon;

import org.jspecify.annotations.NullMarked;
