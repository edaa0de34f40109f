package org.liaoyuan.server.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.Route;
import org.liaoyuan.server.access.Routes;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.key.KeyWindow;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The one way in: who sends it, what it needs, whether they may. Behind it {@link Identity#current()} and {@link
 * Tenant#current()} hold for the request's own thread.
 *
 * <p>It comes after {@code page.BrowserGuard}, which keeps other sites' pages away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class AccessFilter extends OncePerRequestFilter {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Identities identities;
    private final AccessSettings settings;
    private final KeyWindow window;
    private final Audit audit;
    private final RefusedNotes refused;

    AccessFilter(Identities identities, AccessSettings settings, KeyWindow window, Audit audit, RefusedNotes refused) {
        this.identities = identities;
        this.settings = settings;
        this.window = window;
        this.audit = audit;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        Route route = Routes.find(request.getMethod(), path);
        Client client = Client.of(request, settings);
        // the page's files are everybody's: no need to ask the database who it is
        boolean file = route.permission() == Permission.PUBLIC && !path.value().startsWith("/api/");
        Identity who = file ? Identity.nobody(client.shown()) : identities.of(request, client);
        Optional<Refusal> refusal =
                refusal(route, who, request, client.secure()).or(() -> tooMuch(who, response));
        if (refusal.isPresent()) {
            refused.write(who, route, refusal.get());
            refusal.get().write(request, response);
            return;
        }
        pass(who, request, response, chain);
        note(route, path, who, request, response);
    }

    private static Optional<Refusal> refusal(Route route, Identity who, HttpServletRequest request, boolean secure) {
        if (!who.may(route.permission())) {
            // while there are no accounts the owner at this machine is told by Spring that there is no such thing
            if (route.permission() == Permission.UNCLASSIFIED && who.way() == Identity.Way.OPEN) {
                return Optional.empty();
            }
            if (who.lacksSecondFactor() && route.permission() != Permission.UNCLASSIFIED) {
                return Optional.of(Refusal.SECOND_FACTOR);
            }
            return Optional.of(who.isSomebody() ? Refusal.forbidden(route) : Refusal.unknown());
        }
        if (!who.scope().opens(route)) {
            return Optional.of(Refusal.route(route));
        }
        boolean forged = who.way() == Identity.Way.SESSION
                && !SAFE.contains(request.getMethod())
                && route.permission() != Permission.PUBLIC
                && !showsToken(request, secure);
        return forged ? Optional.of(Refusal.FORGED) : Optional.empty();
    }

    /** Counts the request of a key that has limits, and tells where it stands, by the headers that OpenAI's clients know. */
    private Optional<Refusal> tooMuch(Identity who, HttpServletResponse response) {
        KeyLimits limits = who.scope().limits();
        if (who.way() != Identity.Way.KEY || limits.areNone()) {
            return Optional.empty();
        }
        return window.count(UUID.fromString(who.credential()), limits)
                .filter(standing -> {
                    standing.write(limits, response);
                    return !standing.allowed();
                })
                .map(standing -> Refusal.tooMuch(limits, standing.seconds()));
    }

    private static boolean showsToken(HttpServletRequest request, boolean secure) {
        String shown = request.getHeader(CSRF_HEADER);
        return shown != null
                && Cookies.session(request, secure)
                        .filter(session -> Tokens.same(Tokens.csrf(session), shown))
                        .isPresent();
    }

    private static void pass(Identity who, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Identity.with(who)
                    .call(() -> who.tenant().call(() -> {
                        chain.doFilter(request, response);
                        return true;
                    }));
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void note(
            Route route, PathContainer path, Identity who, HttpServletRequest request, HttpServletResponse response) {
        if (route.audited().isEmpty()) {
            return;
        }
        var found = route.pattern().matchAndExtract(path);
        String target = found == null
                ? ""
                : found.getUriVariables().values().stream().sorted().collect(Collectors.joining(" "));
        try {
            audit.write(who, route.audited(), target, "status=" + response.getStatus());
        } catch (DataAccessException e) {
            // it is done and can't be taken back; who watches the log has to know
            LOG.error("{} by {} is not in the audit log: the database refuses", route.audited(), who.person(), e);
        }
    }
}
