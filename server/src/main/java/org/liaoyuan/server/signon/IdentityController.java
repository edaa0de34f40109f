package org.liaoyuan.server.signon;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.OwnPassword;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.Newcomers;
import org.liaoyuan.server.signon.LinkedIdentities.LinkedIdentity;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who one is elsewhere: by that one signs in here as well. */
@RestController
@Tag(name = "sign-on", description = "Signing in by providers and directories that an organisation trusts.")
@RequestMapping("/api/account/identities")
class IdentityController {

    private final SystemDatabase database;
    private final LinkedIdentities identities;
    private final ProviderStore providers;
    private final SignOnController signOn;
    private final Newcomers newcomers;
    private final OwnPassword password;
    private final Audit audit;

    IdentityController(
            SystemDatabase database,
            LinkedIdentities identities,
            ProviderStore providers,
            SignOnController signOn,
            Newcomers newcomers,
            OwnPassword password,
            Audit audit) {
        this.database = database;
        this.identities = identities;
        this.providers = providers;
        this.signOn = signOn;
        this.newcomers = newcomers;
        this.password = password;
        this.audit = audit;
    }

    /**
     * With whom to link.
     *
     * @param password one's own, where one has one: a link is one more way in
     */
    record WantedIdentity(@Nullable UUID provider, @Nullable String password) {}

    /** Where the browser has to go for it. */
    record LinkAddress(String address) {}

    @Operation(operationId = "listIdentities", summary = "Who one is elsewhere, and signs in by here")
    @GetMapping
    List<LinkedIdentity> list() {
        Identity who = Identity.current();
        return database.ask(jdbc -> identities.of(jdbc, who.organisation(), who.person()));
    }

    @Operation(
            operationId = "linkIdentity",
            summary = "Begins to link who one is at a provider with one's account; the browser goes to the address")
    @PostMapping
    LinkAddress link(@RequestBody WantedIdentity wanted, HttpServletRequest request, HttpServletResponse response) {
        Identity who = Identity.current();
        UUID id = wanted.provider();
        if (id == null) {
            throw new IllegalArgumentException("provider is missing; expected the id of one");
        }
        if (who.way() != Identity.Way.SESSION) {
            throw RefusedException.conflict("there is no session: this needs somebody who has signed in");
        }
        Provider provider = providers
                .find(who.organisation(), id)
                .filter(p -> p.enabled() && p.settings().oidc() != null)
                .orElseThrow(() -> RefusedException.missing("provider", id));
        if (hasPassword(who)) {
            password.confirm(wanted.password(), request);
        }
        try {
            return new LinkAddress(signOn.address(provider, who.person(), "/account", request, response)
                    .toString());
        } catch (SignOnException e) {
            throw RefusedException.conflict("'" + provider.name() + "' can't be used just now: " + e.detail());
        }
    }

    @Operation(operationId = "unlinkIdentity", summary = "Ends that one signs in by it")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable UUID id) {
        Identity who = Identity.current();
        database.run(jdbc -> {
            if (!hasPassword(jdbc, who)
                    && identities.of(jdbc, who.organisation(), who.person()).size() == 1) {
                throw RefusedException.conflict("without it you could not sign in any more: you have no password");
            }
            String issuer = identities
                    .remove(jdbc, who.organisation(), who.person(), id)
                    .orElseThrow(() -> RefusedException.missing("linked identity of yours", id));
            audit.write(jdbc, who, "identity.unlink", who.person(), "issuer=" + issuer);
        });
    }

    private boolean hasPassword(Identity who) {
        return database.ask(jdbc -> hasPassword(jdbc, who));
    }

    private boolean hasPassword(JdbcClient jdbc, Identity who) {
        return newcomers
                .standing(jdbc, who.organisation(), who.person())
                .filter(Newcomers.Standing::passwordSet)
                .isPresent();
    }
}
