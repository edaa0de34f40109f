package org.liaoyuan.server.signon;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;

/** Addresses of this server, as the browser has them. */
final class OwnPaths {

    private static final int MOST = 500;
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>^`{|}]]*");
    private static final Pattern PROGRAM = Pattern.compile("/(api|v1|v3|actuator)([/?#].*)?");

    private OwnPaths() {}

    /** A path of the page: nothing that leads elsewhere, and no route of a program; the page's start instead of those. */
    static String of(String wanted) {
        boolean own = wanted.length() <= MOST
                && OWN.matcher(wanted).matches()
                && !PROGRAM.matcher(wanted).matches();
        return own ? wanted : "/";
    }

    /** Where providers send the browser back to. BrowserGuard has looked whether the host is ours. */
    static URI callback(HttpServletRequest request, boolean secure) {
        int port = request.getServerPort();
        // behind a proxy that ends TLS the port is that of plain HTTP where the Host header names none
        boolean usual = port == 443 || port == 80;
        return URI.create((secure ? "https://" : "http://") + request.getServerName() + (usual ? "" : ":" + port)
                + "/api/sign-on/callback");
    }
}
