package org.liaoyuan.server.net;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages, as strangers write them. */
public final class WebAddress {

    private static final int LONGEST = 2_000;
    private static final int FIRST_OF_PROGRAMS = 1024;
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#]+)([^#]*).*", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:@\\[\\]]+)(?::(\\d{1,5})?)?");

    private WebAddress() {}

    /** Of a page that may be asked for: http or https, no name in it, the usual port or one that no old service has; no fragment. */
    public static Optional<URI> of(String text) {
        String stripped = text.strip();
        Matcher parts = PARTS.matcher(stripped);
        if (stripped.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            return Optional.empty();
        }
        try {
            String scheme = parts.group(1).toLowerCase(Locale.ROOT);
            String host = host(authority.group(1));
            String port = authority.group(2) == null ? "" : ":" + Integer.parseInt(authority.group(2));
            URI uri = new URI(scheme + "://" + host + port + escaped(parts.group(3)));
            return uri.getHost() == null || !mayBe(uri.getPort())
                    ? Optional.empty()
                    : Optional.of(URI.create(uri.toASCIIString()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where a server at an address sends its visitors to: all of another address, or what is different in it. */
    public static Optional<URI> of(URI from, String to) {
        Optional<URI> next = of(to);
        if (next.isPresent() || to.isEmpty() || to.contains("://")) {
            return next;
        }
        try {
            return of(from.resolve(to).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String host(String host) {
        return host.startsWith("[")
                ? host
                : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    private static boolean mayBe(int port) {
        return port == -1 || port == 80 || port == 443 || port >= FIRST_OF_PROGRAMS && port < 1 << 16;
    }

    /** What browsers take and RFC 3986 does not. */
    private static String escaped(String rest) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            boolean loose = c == '%' && !rest.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*");
            if (loose || c <= ' ' || c == 0x7f || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
                all.append('%').append("%02X".formatted((int) c));
            } else {
                all.append(c);
            }
        }
        return all.toString();
    }

    /** The host, as people call the site. */
    public static String site(URI address) {
        String host = String.valueOf(address.getHost());
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }
}
