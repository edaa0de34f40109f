package org.liaoyuan.server.signon;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.springframework.stereotype.Component;

/**
 * What providers say of themselves: their discovery documents (kept for ten minutes) and their keys (for five; a key that is
 * unknown is looked for at once, but not more often than twice in half a minute).
 */
@Component
class OidcProviders {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 1_000;

    private final Map<UUID, Known> kept = new ConcurrentHashMap<>();

    /** A provider's own words. */
    record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant configured, Instant learnt) {}

    Known of(Provider provider) throws SignOnException {
        Known known = kept.get(provider.id());
        if (known == null
                || !known.configured().equals(provider.updatedAt())
                || known.learnt().isBefore(Instant.now().minus(FRESH))) {
            known = learn(provider);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(provider.id(), known);
        }
        return known;
    }

    /** Asks anew. */
    Known learn(Provider provider) throws SignOnException {
        String issuer = provider.oidc().issuer();
        OidcHttp http = new OidcHttp(provider.mayAskLoopback());
        OIDCProviderMetadata metadata = read(issuer, document(http, issuer));
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new SignOnException(
                    Obstacle.ISSUER,
                    "it calls itself '" + metadata.getIssuer().getValue() + "', the configuration '" + issuer + "'");
        }
        try {
            URI keys = metadata.getJWKSetURI();
            if (keys == null || metadata.getTokenEndpointURI() == null) {
                throw new SignOnException(Obstacle.UNSUITABLE, "its document lacks jwks_uri or token_endpoint");
            }
            URI door = metadata.getAuthorizationEndpointURI();
            Addresses.http("authorization_endpoint", door == null ? "" : door.toString(), provider.mayAskLoopback());
            return new Known(
                    metadata, JWKSourceBuilder.create(keys.toURL(), http).build(), provider.updatedAt(), Instant.now());
        } catch (IOException | IllegalArgumentException e) {
            throw new SignOnException(Obstacle.UNSUITABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static String document(OidcHttp http, String issuer) throws SignOnException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            return http.get(URI.create(base + "/.well-known/openid-configuration"))
                    .body();
        } catch (SSLException e) {
            throw new SignOnException(Obstacle.TLS, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new SignOnException(Obstacle.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static OIDCProviderMetadata read(String issuer, String document) throws SignOnException {
        if (document.contains("{tenantid}")) {
            throw new SignOnException(Obstacle.MULTI_TENANT, "its issuer is a pattern for any tenant");
        }
        try {
            return OIDCProviderMetadata.parse(document);
        } catch (ParseException e) {
            throw new SignOnException(
                    Obstacle.UNSUITABLE,
                    "the discovery document of " + issuer + " can't be read: " + e.getMessage(),
                    e);
        }
    }
}
