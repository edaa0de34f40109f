package org.liaoyuan.server.signon;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Role;

/**
 * How a provider or directory is asked, and whom it lets in. As stored: the secret is beside it.
 *
 * @param createPeople whether somebody whom nobody here knows gets an account at their first sign-in
 * @param defaultRole what they are then, and where no group of theirs gives a role
 * @param domains of e-mail addresses that are let in; empty for all
 * @param oidc null for a directory
 * @param ldap null for a provider
 */
record Settings(
        boolean createPeople,
        Role defaultRole,
        List<String> domains,
        @Nullable Oidc oidc,
        @Nullable Ldap ldap) {

    Settings {
        domains = List.copyOf(domains);
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer as its discovery document says it, to the letter
     * @param groupsClaim where groups are told: a claim's name, or a path such as {@code realm_access.roles}; empty for nowhere
     */
    record Oidc(
            String issuer,
            String clientId,
            List<String> scopes,
            String userNameClaim,
            String displayNameClaim,
            String emailClaim,
            String groupsClaim) {

        Oidc {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * An LDAP directory.
     *
     * @param certificate PEM of whoever signed its certificate; empty for those whom Java trusts
     * @param serviceDn as whom people are looked for; empty for nobody
     * @param userFilter with {@code {name}} where the name goes
     * @param idAttribute what never changes about somebody
     * @param groupsAttribute the entry's own list of groups; empty for none
     * @param groupBaseDn where groups are; empty where they are not looked for
     * @param groupFilter with {@code {dn}} where the person's goes
     */
    record Ldap(
            String url,
            boolean startTls,
            String certificate,
            String serviceDn,
            String baseDn,
            String userFilter,
            String userNameAttribute,
            String displayNameAttribute,
            String emailAttribute,
            String idAttribute,
            String groupsAttribute,
            String groupBaseDn,
            String groupFilter) {

        /** Who says it, in identities: a directory that moved to another address has the same people. */
        String issuer() {
            return "ldap:" + baseDn.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it says in which groups somebody is. */
    boolean tellsGroups() {
        return oidc != null && !oidc.groupsClaim().isEmpty()
                || ldap != null
                        && !(ldap.groupsAttribute().isEmpty()
                                && ldap.groupFilter().isEmpty());
    }

    /** What a stored secret was entered for: it goes nowhere else. */
    String secretsPlace() {
        if (oidc != null) {
            return "oidc " + oidc.issuer() + " " + oidc.clientId();
        }
        return ldap == null ? "" : "ldap " + ldap.url() + " " + ldap.serviceDn();
    }
}
