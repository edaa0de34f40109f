package org.liaoyuan.server.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites' pages away.
 *
 * <p>Two ways lead from a stranger's page to this server: a name of the stranger's that is made to point at it (DNS rebinding;
 * seen in the Host header), and plain form posts (seen in the Origin and Sec-Fetch-Site headers). Both are refused; programs
 * other than browsers send neither Origin nor Sec-Fetch-Site, and name a host that is loopback's or in the settings.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrowserGuard extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()";

    private final AccessSettings settings;

    BrowserGuard(AccessSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", ContentPolicy.NOTHING);
        // what may be kept says so itself: the page's files
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (Client.of(request, settings).secure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (!settings.isOurs(request.getServerName())) {
            refuse(
                    response,
                    "the Host header names '" + request.getServerName()
                            + "'; this server answers to localhost and to what LIAOYUAN_ACCESS_HOSTS names");
        } else if (!isOwn(request.getHeader("Origin"))) {
            refuse(
                    response,
                    "the request comes from the page " + request.getHeader("Origin") + ", not from this server's");
        } else if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !SAFE.contains(request.getMethod())) {
            refuse(response, "the request comes from another site's page");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwn(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            String host = URI.create(origin).getHost();
            return host != null && settings.isOurs(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json;charset=UTF-8");
        String text = why.replaceAll("[\"\\\\\\p{Cntrl}]", "?");
        response.getWriter().write("{\"status\":403,\"title\":\"Forbidden\",\"detail\":\"" + text + "\"}");
    }
}
