package org.liaoyuan.server.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.RefusedException;

/**
 * As whom the server asks an authenticator (WebAuthn 3, 4).
 *
 * @param id the host name by which it was reached; {@code page.BrowserGuard} lets only those in that are ours
 * @param origin scheme, host, and port where it is not the scheme's own, as a browser writes it
 */
record RelyingParty(String id, String origin) {

    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

    /** @throws RefusedException if the server was reached by an address of numbers: passkeys are bound to names */
    static RelyingParty of(HttpServletRequest request, AccessSettings settings) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (host.contains(":") || host.matches("[0-9.]+")) {
            throw RefusedException.conflict("passkeys are bound to a host name, and this server was reached at " + host
                    + ": open it by its name, on this machine as http://localhost");
        }
        boolean secure = Client.of(request, settings).secure();
        // not getServerPort: behind a proxy the port that listens is another than the one that was named
        String named = request.getHeader("Host");
        Matcher port = PORT.matcher(named == null ? "" : named);
        boolean own = !port.find() || port.group(1).equals(secure ? "443" : "80");
        return new RelyingParty(host, (secure ? "https://" : "http://") + host + (own ? "" : port.group()));
    }
}
