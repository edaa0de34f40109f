package org.liaoyuan.server.signon;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where the server may be sent: by TLS anywhere, without it to this machine alone, and only where that is allowed. */
final class Addresses {

    private static final int MOST = 500;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> EVERY_TENANT = Set.of("common", "organizations", "consumers");

    private Addresses() {}

    /** @throws IllegalArgumentException if it is no address, or one without TLS */
    static URI http(String field, String text, boolean loopback) {
        return safe(field, text, loopback, "https", "http");
    }

    /** @param plain whether TLS comes later, by StartTLS */
    static URI ldap(String field, String text, boolean plain, boolean loopback) {
        URI uri = parse(field, text);
        return plain && "ldap".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && !isLoopback(uri)
                ? uri
                : safe(field, text, loopback, "ldaps", "ldap");
    }

    private static URI safe(String field, String text, boolean loopback, String tls, String plain) {
        URI uri = parse(field, text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(field + " is '" + text + "'; expected an address such as " + tls
                    + "://sso.example.com, without a user's name in it");
        }
        if (isLoopback(uri) && !loopback) {
            throw new IllegalArgumentException(field + " is '" + text + "', this server itself: only the organisation"
                    + " that the installation began with may name that");
        }
        if (!scheme.equals(tls) && !(scheme.equals(plain) && isLoopback(uri))) {
            throw new IllegalArgumentException(field + " is '" + text + "'; expected " + tls
                    + "://…: without TLS others can read passwords and pretend to be anybody");
        }
        return uri;
    }

    private static URI parse(String field, String text) {
        if (text.length() > MOST) {
            throw new IllegalArgumentException(
                    field + " has " + text.length() + " characters; expected at most " + MOST);
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(field + " is '" + text + "', which is no address: " + e.getReason(), e);
        }
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** Azure's addresses for people of any tenant: whoever has one of their own could call themselves what they like there. */
    static boolean isEveryTenant(URI issuer) {
        String host = issuer.getHost() == null ? "" : issuer.getHost().toLowerCase(Locale.ROOT);
        String[] path =
                issuer.getPath() == null ? new String[0] : issuer.getPath().split("/");
        boolean azure = host.equals("login.microsoftonline.com")
                || host.equals("login.microsoftonline.us")
                || host.equals("login.partner.microsoftonline.cn");
        return azure && path.length > 1 && EVERY_TENANT.contains(path[1].toLowerCase(Locale.ROOT))
                || issuer.toString().toLowerCase(Locale.ROOT).contains("%7btenantid%7d");
    }
}
