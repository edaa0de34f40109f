package org.liaoyuan.server.signon;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Role;

/**
 * A provider or directory as it is entered. What is left out is what most have.
 *
 * @param name what the button says
 * @param secret the client's, or the service account's password; left out: the stored one stays; empty: none
 * @param oidc or ldap: one of the two
 */
record ProviderForm(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable Boolean createPeople,
        @Nullable Role defaultRole,
        @Nullable List<String> domains,
        @Nullable String secret,
        @Nullable OidcForm oidc,
        @Nullable LdapForm ldap) {

    private static final int MOST_DOMAINS = 100;
    private static final int MOST_SCOPES = 20;
    private static final int MOST_CERTIFICATE = 50_000;

    /** An OpenID Connect provider. */
    record OidcForm(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable List<String> scopes,
            @Nullable String userNameClaim,
            @Nullable String displayNameClaim,
            @Nullable String emailClaim,
            @Nullable String groupsClaim) {

        Settings.Oidc checked(boolean loopback) {
            String issuer = Texts.required("issuer", this.issuer);
            URI uri = Addresses.http("issuer", issuer, loopback);
            if (Addresses.isEveryTenant(uri)) {
                throw new IllegalArgumentException("issuer is Azure's address for every tenant, where anybody can call"
                        + " themselves what they like; name yours:"
                        + " https://login.microsoftonline.com/<tenant id>/v2.0");
            }
            List<String> scopes = this.scopes == null ? List.of() : this.scopes;
            if (scopes.size() > MOST_SCOPES
                    || scopes.stream().anyMatch(s -> !s.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,200}"))) {
                throw new IllegalArgumentException(
                        "scopes has a name with a space in it, an empty one, or more than " + MOST_SCOPES);
            }
            List<String> all = scopes.isEmpty() ? List.of("openid", "profile", "email") : scopes;
            return new Settings.Oidc(
                    issuer,
                    Texts.required("clientId", clientId),
                    all.contains("openid")
                            ? all
                            : java.util.stream.Stream.concat(java.util.stream.Stream.of("openid"), all.stream())
                                    .toList(),
                    Texts.or("userNameClaim", userNameClaim, "preferred_username"),
                    Texts.or("displayNameClaim", displayNameClaim, "name"),
                    Texts.or("emailClaim", emailClaim, "email"),
                    Texts.optional("groupsClaim", groupsClaim));
        }
    }

    /** An LDAP directory. */
    record LdapForm(
            @Nullable String url,
            @Nullable Boolean startTls,
            @Nullable String certificate,
            @Nullable String serviceDn,
            @Nullable String baseDn,
            @Nullable String userFilter,
            @Nullable String userNameAttribute,
            @Nullable String displayNameAttribute,
            @Nullable String emailAttribute,
            @Nullable String idAttribute,
            @Nullable String groupsAttribute,
            @Nullable String groupBaseDn,
            @Nullable String groupFilter) {

        Settings.Ldap checked(boolean loopback) {
            boolean starts = Boolean.TRUE.equals(startTls);
            String url = Texts.required("url", this.url);
            Addresses.ldap("url", url, starts, loopback);
            return new Settings.Ldap(
                    url,
                    starts,
                    checkedCertificate(),
                    dn("serviceDn", serviceDn),
                    dn("baseDn", Texts.required("baseDn", baseDn)),
                    filter("userFilter", Texts.or("userFilter", userFilter, "(uid={name})"), "{name}"),
                    attribute("userNameAttribute", userNameAttribute, "uid"),
                    attribute("displayNameAttribute", displayNameAttribute, "cn"),
                    attribute("emailAttribute", emailAttribute, "mail"),
                    attribute("idAttribute", idAttribute, "entryUUID"),
                    attribute("groupsAttribute", groupsAttribute, "memberOf"),
                    dn("groupBaseDn", groupBaseDn),
                    filter("groupFilter", Texts.optional("groupFilter", groupFilter), "{dn}"));
        }

        private String checkedCertificate() {
            String pem = certificate == null ? "" : certificate.strip();
            try {
                if (pem.length() > MOST_CERTIFICATE
                        || !pem.isEmpty() && LdapTrust.certificates(pem).isEmpty()) {
                    throw new GeneralSecurityException("none, or too many");
                }
                return pem;
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(
                        "certificate holds no certificate: expected PEM, -----BEGIN CERTIFICATE----- and so on", e);
            }
        }

        private static String dn(String field, @Nullable String given) {
            String text = Texts.optional(field, given);
            if (!DN.isValidDN(text)) {
                throw new IllegalArgumentException(
                        field + " is '" + text + "'; expected a place such as ou=people,dc=example,dc=com");
            }
            return text;
        }

        private static String attribute(String field, @Nullable String given, String usual) {
            String text = given == null ? usual : given.strip();
            if (!text.matches("[A-Za-z0-9.;-]{0,100}")) {
                throw new IllegalArgumentException(field + " is '" + Texts.optional(field, text)
                        + "'; expected an attribute's name such as " + usual);
            }
            return text;
        }

        private static String filter(String field, String text, String place) {
            try {
                if (!text.isEmpty()) {
                    Filter.create(text.replace(place, "x"));
                }
            } catch (LDAPException e) {
                throw new IllegalArgumentException(
                        field + " is '" + text + "', which is no filter: " + e.getMessage(), e);
            }
            if (!text.isEmpty() && !text.contains(place)) {
                throw new IllegalArgumentException(field + " is '" + text + "'; expected " + place + " in it");
            }
            return text;
        }
    }

    /** @throws IllegalArgumentException that says which field is wrong, and how */
    Settings checked(Role by, boolean loopback) {
        if ((oidc == null) == (ldap == null)) {
            throw new IllegalArgumentException("expected either oidc or ldap");
        }
        Role role = defaultRole == null ? Role.MEMBER : defaultRole;
        if (!by.mayManage(role)) {
            throw new IllegalArgumentException("defaultRole is " + role + ", which is above yours");
        }
        return new Settings(
                Boolean.TRUE.equals(createPeople),
                role,
                checkedDomains(),
                oidc == null ? null : oidc.checked(loopback),
                ldap == null ? null : ldap.checked(loopback));
    }

    private List<String> checkedDomains() {
        List<String> given = domains == null ? List.of() : domains;
        if (given.size() > MOST_DOMAINS) {
            throw new IllegalArgumentException("domains has " + given.size() + "; expected at most " + MOST_DOMAINS);
        }
        return given.stream()
                .map(d -> d.strip().toLowerCase(Locale.ROOT))
                .peek(d -> {
                    if (!d.matches("[\\p{L}\\p{N}.-]{1,253}")) {
                        throw new IllegalArgumentException("domains has '" + Texts.optional("domains", d)
                                + "'; expected names such as example.com");
                    }
                })
                .toList();
    }
}
