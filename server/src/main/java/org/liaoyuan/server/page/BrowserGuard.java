package org.liaoyuan.server.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other web pages away from a server that asks nobody for a password.
 *
 * <p>Two ways lead from a stranger's page to a program on loopback: a name of the stranger's that is made to point at
 * 127.0.0.1 (DNS rebinding; seen in the Host header), and plain form posts (seen in the Origin header). Both are refused;
 * programs other than browsers send no Origin and a loopback Host.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrowserGuard extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                    + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!isLoopback(request.getServerName())) {
            refuse(
                    response,
                    "the Host header names '" + request.getServerName() + "'; this server answers to localhost");
        } else if (!isOwn(request.getHeader("Origin"))) {
            refuse(
                    response,
                    "the request comes from the page " + request.getHeader("Origin") + ", not from this server's");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOwn(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            String host = URI.create(origin).getHost();
            return host != null && isLoopback(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static void refuse(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json;charset=UTF-8");
        String text = why.replaceAll("[\"\\\\\\p{Cntrl}]", "?");
        response.getWriter().write("{\"status\":403,\"title\":\"Forbidden\",\"detail\":\"" + text + "\"}");
    }
}
