package org.liaoyuan.server.signon;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.account.Arrivals;
import org.liaoyuan.server.signon.PendingSignOns.Pending;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The way of a browser to a provider and back. What goes wrong is told on the page where it began. */
@RestController
@Tag(name = "sign-on", description = "Signing in by providers and directories that an organisation trusts.")
@RequestMapping("/api/sign-on")
class SignOnController {

    private static final Logger LOG = LoggerFactory.getLogger(SignOnController.class);

    private static final String SIGN_IN = "/sign-in";
    private static final String ACCOUNT = "/account";

    private final ProviderStore providers;
    private final PendingSignOns pending;
    private final OidcClient oidc;
    private final Admission admission;
    private final Arrivals arrivals;
    private final AccessSettings settings;

    SignOnController(
            ProviderStore providers,
            PendingSignOns pending,
            OidcClient oidc,
            Admission admission,
            Arrivals arrivals,
            AccessSettings settings) {
        this.providers = providers;
        this.pending = pending;
        this.oidc = oidc;
        this.admission = admission;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    /** A button of the sign-in page. */
    record Door(UUID id, String name) {}

    /**
     * By what people of an organisation sign in.
     *
     * @param directory whether names and passwords of a directory are taken as well
     */
    record Doors(List<Door> providers, boolean directory) {}

    @Operation(operationId = "listDoors", summary = "By which providers an organisation's people sign in; for anybody")
    @GetMapping
    Doors doors(@RequestParam(defaultValue = Tenant.LOCAL_ID) String organisation) {
        List<Provider> enabled =
                providers.of(organisation).stream().filter(Provider::enabled).toList();
        return new Doors(
                enabled.stream()
                        .filter(p -> p.settings().oidc() != null)
                        .map(p -> new Door(p.id(), p.name()))
                        .toList(),
                enabled.stream().anyMatch(p -> p.settings().ldap() != null));
    }

    @Operation(
            operationId = "startSignOn",
            summary = "Sends the browser to a provider to sign in there",
            responses =
                    @ApiResponse(responseCode = "302", description = "there, or to the page that says what is wrong"))
    @GetMapping("/{provider}/start")
    ResponseEntity<Void> start(
            @PathVariable UUID provider,
            @RequestParam(name = "return", defaultValue = "/") String returnPath,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Provider> known =
                providers.enabled(provider).filter(p -> p.settings().oidc() != null);
        if (known.isEmpty()) {
            return to(SIGN_IN + "?problem=" + Obstacle.EXPIRED.code());
        }
        try {
            return to(address(known.get(), null, OwnPaths.of(returnPath), request, response)
                    .toString());
        } catch (SignOnException e) {
            return problem(known.get(), e, SIGN_IN);
        } catch (TryLaterException e) {
            return to(SIGN_IN + "?problem=" + Obstacle.CROWDED.code());
        }
    }

    /** Where somebody goes to sign in, or to link who they are there with their account here. */
    URI address(
            Provider provider,
            @Nullable String person,
            String returnPath,
            HttpServletRequest request,
            HttpServletResponse response)
            throws SignOnException {
        Client client = Client.of(request, settings);
        URI redirect = OwnPaths.callback(request, client.secure());
        String browser = BrowserCookie.of(request, client.secure()).orElseGet(BrowserCookie::fresh);
        String state = pending.begin(
                new Pending(provider.id(), provider.organisation(), person, redirect, returnPath),
                browser,
                client.address());
        URI address = oidc.authorization(provider, redirect, state, BrowserCookie.proof(browser, state));
        response.addHeader("Set-Cookie", BrowserCookie.set(browser, client.secure()));
        return address;
    }

    @Operation(
            operationId = "endSignOn",
            summary = "Where a provider sends the browser back to",
            responses =
                    @ApiResponse(
                            responseCode = "302",
                            description = "signed in, or to the page that says what is wrong"))
    @GetMapping("/callback")
    ResponseEntity<Void> callback(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(defaultValue = "") String iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        String browser =
                BrowserCookie.of(request, Client.of(request, settings).secure()).orElse("");
        Optional<Pending> begun = pending.end(state, browser);
        Optional<Provider> known = begun.flatMap(p -> providers.enabled(p.provider()));
        if (begun.isEmpty() || known.isEmpty()) {
            return to(SIGN_IN + "?problem=" + Obstacle.EXPIRED.code());
        }
        Provider provider = known.get();
        boolean links = begun.get().person() != null;
        try {
            if (!error.isEmpty() || code.isEmpty()) {
                throw new SignOnException(Obstacle.DENIED, "it answers with an error, not with a code");
            }
            // RFC 9207: the answer of one provider must not be shown to another
            if (!iss.isEmpty() && !iss.equals(provider.oidc().issuer())) {
                throw new SignOnException(Obstacle.UNTRUSTED, "the answer is another issuer's");
            }
            Attested attested =
                    oidc.exchange(provider, begun.get().redirect(), code, BrowserCookie.proof(browser, state));
            if (begun.get().person() instanceof String person) {
                requireStill(person);
                admission.link(provider, person, attested);
            } else {
                arrivals.admit(admission.admit(provider, attested, "oidc"), "oidc", request, response);
            }
            return to(begun.get().returnPath());
        } catch (SignOnException e) {
            return problem(provider, e, links ? ACCOUNT : SIGN_IN);
        } catch (RefusedException closedInBetween) {
            return to(SIGN_IN + "?problem=" + Obstacle.CLOSED.code());
        }
    }

    private static void requireStill(String person) throws SignOnException {
        if (!Identity.current().person().equals(person)) {
            throw new SignOnException(Obstacle.LINK_LOST, "somebody else, or nobody, is signed in now");
        }
    }

    private static ResponseEntity<Void> problem(Provider provider, SignOnException e, String page) {
        switch (e.obstacle) {
            case UNREACHABLE, TLS, ISSUER, MULTI_TENANT, UNSUITABLE, CLIENT, UNTRUSTED, GROUPS_LEFT_OUT ->
                LOG.warn("signing in by {} fails: {} ({})", provider, e.obstacle.code(), e.detail());
            default -> LOG.info("signing in by {} ends: {}", provider, e.obstacle.code());
        }
        String organisation =
                provider.organisation().equals(Tenant.LOCAL_ID) ? "" : "&organisation=" + provider.organisation();
        return to(page + "?problem=" + e.obstacle.code() + organisation);
    }

    private static ResponseEntity<Void> to(String place) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", place)
                .header("Cache-Control", "no-store")
                .build();
    }
}
