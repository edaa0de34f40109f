package org.liaoyuan.server.signon;

import java.time.Instant;
import java.util.UUID;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.store.Tenant;

/**
 * A provider or directory of an organisation.
 *
 * @param secret the client's, or the service account's password; empty for none
 * @param reach the role of whoever saved it: it lets nobody in, and gives no role, above that
 * @param updatedAt what was learnt of it before is out of date
 */
record Provider(
        UUID id,
        String organisation,
        String name,
        boolean enabled,
        Settings settings,
        String secret,
        Role reach,
        Instant updatedAt) {

    /** This machine's own services are the installation's: only its first organisation may have the server ask them. */
    boolean mayAskLoopback() {
        return organisation.equals(Tenant.LOCAL_ID);
    }

    Settings.Oidc oidc() {
        Settings.Oidc oidc = settings.oidc();
        if (oidc == null) {
            throw new IllegalStateException(name + " is no OpenID Connect provider");
        }
        return oidc;
    }

    Settings.Ldap ldap() {
        Settings.Ldap ldap = settings.ldap();
        if (ldap == null) {
            throw new IllegalStateException(name + " is no directory");
        }
        return ldap;
    }

    /** Without its secret: it must not stand in a log. */
    @Override
    public String toString() {
        return "provider " + id + " (" + name + ")";
    }
}
