package org.liaoyuan.server.signon;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.signon.ProviderTrial.Finding;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By what people of the organisation sign in, for those who manage that. */
@RestController
@Tag(name = "sign-on", description = "Signing in by providers and directories that an organisation trusts.")
@RequestMapping("/api/sign-on/providers")
class SignOnProviderController {

    private final Providers providers;
    private final ProviderTrial trial;
    private final AccessSettings settings;

    SignOnProviderController(Providers providers, ProviderTrial trial, AccessSettings settings) {
        this.providers = providers;
        this.trial = trial;
        this.settings = settings;
    }

    /**
     * A provider or directory, without its secret.
     *
     * @param reach the highest role that it lets in and gives: that of whoever saved it last
     */
    record SignOnProvider(
            UUID id,
            String name,
            boolean enabled,
            boolean createPeople,
            Role defaultRole,
            List<String> domains,
            boolean secretSet,
            Role reach,
            Settings.@Nullable Oidc oidc,
            Settings.@Nullable Ldap ldap) {

        static SignOnProvider of(Provider provider) {
            Settings settings = provider.settings();
            return new SignOnProvider(
                    provider.id(),
                    provider.name(),
                    provider.enabled(),
                    settings.createPeople(),
                    settings.defaultRole(),
                    settings.domains(),
                    !provider.secret().isEmpty(),
                    provider.reach(),
                    settings.oidc(),
                    settings.ldap());
        }
    }

    /**
     * All of them.
     *
     * @param redirectUri what a provider has to know of this server
     */
    record SignOnProviders(String redirectUri, List<SignOnProvider> providers) {}

    /**
     * A configuration to try.
     *
     * @param id of the one whose stored secret is used; left out for a new one
     * @param tryName of somebody in the directory, to be looked for
     */
    record Trial(
            @Nullable UUID id,
            @Nullable String tryName,
            @Nullable ProviderForm provider) {}

    /** What was found; all is well if no finding is a problem. */
    record TrialResult(boolean works, List<Finding> findings) {}

    @Operation(operationId = "listSignOnProviders", summary = "By which providers and directories people sign in")
    @GetMapping
    SignOnProviders list(HttpServletRequest request) {
        return new SignOnProviders(
                redirect(request),
                providers.of(Identity.current()).stream()
                        .map(SignOnProvider::of)
                        .toList());
    }

    private String redirect(HttpServletRequest request) {
        return OwnPaths.callback(request, Client.of(request, settings).secure()).toString();
    }

    @Operation(operationId = "addSignOnProvider", summary = "Adds a provider or directory")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SignOnProvider add(@RequestBody ProviderForm form) {
        return SignOnProvider.of(providers.add(Identity.current(), form));
    }

    @Operation(
            operationId = "changeSignOnProvider",
            summary = "Changes a provider or directory; a secret that is left out stays")
    @PutMapping("/{id}")
    SignOnProvider change(@PathVariable UUID id, @RequestBody ProviderForm form) {
        return SignOnProvider.of(providers.change(Identity.current(), id, form));
    }

    @Operation(
            operationId = "removeSignOnProvider",
            summary = "Removes a provider or directory; who was linked by it is so again if it is added anew")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        providers.remove(Identity.current(), id);
    }

    @Operation(operationId = "trySignOnProvider", summary = "Tries a configuration without saving it")
    @PostMapping("/test")
    TrialResult test(@RequestBody Trial wanted, HttpServletRequest request) {
        if (wanted.provider() == null) {
            throw new IllegalArgumentException("provider is missing; expected the configuration to try");
        }
        Provider provider = providers.trial(Identity.current(), wanted.id(), wanted.provider());
        List<Finding> findings = trial.of(
                provider,
                OwnPaths.callback(request, Client.of(request, settings).secure()),
                Texts.optional("tryName", wanted.tryName()));
        return new TrialResult(findings.stream().allMatch(f -> f.problem() == null), findings);
    }
}
