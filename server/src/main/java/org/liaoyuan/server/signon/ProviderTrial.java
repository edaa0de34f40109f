package org.liaoyuan.server.signon;

import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tries a configuration as far as that goes without somebody who signs in, and says what is wrong. */
@Component
class ProviderTrial {

    private final OidcProviders providers;
    private final OidcClient oidc;

    ProviderTrial(OidcProviders providers, OidcClient oidc) {
        this.providers = providers;
        this.oidc = oidc;
    }

    /**
     * What was found.
     *
     * @param problem why it would not work; the page has words for it
     * @param detail about that, or about what works, in the provider's own words
     */
    record Finding(@org.jspecify.annotations.Nullable Obstacle problem, String detail) {}

    /** @param name of somebody in the directory, to be looked for; empty for nobody */
    List<Finding> of(Provider provider, URI redirect, String name) {
        try {
            return provider.settings().oidc() == null ? directory(provider, name) : oidc(provider, redirect);
        } catch (SignOnException e) {
            return List.of(finding(e));
        } catch (IllegalArgumentException e) {
            return List.of(new Finding(Obstacle.UNREACHABLE, String.valueOf(e.getMessage())));
        }
    }

    private static Finding finding(SignOnException e) {
        return new Finding(e.obstacle, e.detail());
    }

    private List<Finding> oidc(Provider provider, URI redirect) throws SignOnException {
        OIDCProviderMetadata metadata = providers.learn(provider).metadata();
        List<Finding> findings = new ArrayList<>();
        var algorithms = metadata.getIDTokenJWSAlgs();
        if (algorithms != null && Collections.disjoint(algorithms, OidcClient.ALGORITHMS)) {
            findings.add(new Finding(Obstacle.UNSUITABLE, "it signs ID tokens by " + algorithms + " only"));
        }
        var challenges = metadata.getCodeChallengeMethods();
        if (challenges != null && !challenges.contains(CodeChallengeMethod.S256)) {
            findings.add(new Finding(Obstacle.UNSUITABLE, "it takes no code_challenge_method S256"));
        }
        oidc.tryClient(provider, metadata, redirect).forEach(e -> findings.add(finding(e)));
        return findings.isEmpty()
                ? List.of(new Finding(null, metadata.getIssuer().getValue()))
                : findings;
    }

    private static List<Finding> directory(Provider provider, String name) throws SignOnException {
        try (LdapClient client = LdapClient.open(provider)) {
            client.requireBase();
            if (name.isEmpty()) {
                // whether the filter is one the directory takes; nobody is called so
                client.find("liaoyuan-tries-the-configuration");
                return List.of(new Finding(null, provider.ldap().baseDn()));
            }
            Optional<SearchResultEntry> entry = client.find(name);
            if (entry.isEmpty()) {
                throw new SignOnException(Obstacle.NOBODY, "'" + name + "' is nobody's name there, or more than one's");
            }
            Attested attested = client.attested(entry.get(), name);
            return List.of(new Finding(
                    null,
                    entry.get().getDN() + "; " + attested.displayName() + " "
                            + (attested.email() == null ? "" : "<" + attested.email() + ">") + "; "
                            + String.join(", ", attested.groups())));
        }
    }
}
