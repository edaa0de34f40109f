package org.liaoyuan.server.signon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC 9700).
 *
 * <p>Guarantees: what is returned was signed by the issuer with an asymmetric key of its own, for this client, within its time and
 * for this very sign-in; what the userinfo endpoint adds is about the same subject.
 */
@Component
class OidcClient {

    /** No {@code none}, and nothing that the client's own secret would sign. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcProviders providers;

    OidcClient(OidcProviders providers) {
        this.providers = providers;
    }

    /**
     * What binds a provider's answer to one sign-in.
     *
     * @param nonce in the ID token
     * @param verifier shown when the code is exchanged
     */
    record Proof(String nonce, String verifier) {}

    /** Where the browser goes. */
    URI authorization(Provider provider, URI redirect, String state, Proof proof) throws SignOnException {
        Settings.Oidc oidc = provider.oidc();
        OIDCProviderMetadata metadata = providers.of(provider).metadata();
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(oidc.scopes().toArray(String[]::new)),
                        new ClientID(oidc.clientId()),
                        redirect)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(proof.nonce()))
                .codeChallenge(new CodeVerifier(proof.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Exchanges a code for what the provider says of somebody. */
    Attested exchange(Provider provider, URI redirect, String code, Proof proof) throws SignOnException {
        OidcProviders.Known known = providers.of(provider);
        OIDCTokens tokens = tokens(provider, known.metadata(), redirect, code, proof.verifier())
                .getOIDCTokens();
        IDTokenClaimsSet idToken = validated(provider, known, tokens, proof.nonce());
        Claims claims = new Claims(idToken.toJSONObject());
        Settings.Oidc oidc = provider.oidc();
        boolean whole = Stream.of(oidc.userNameClaim(), oidc.displayNameClaim(), oidc.emailClaim(), oidc.groupsClaim())
                .allMatch(claims::has);
        URI userInfo = known.metadata().getUserInfoEndpointURI();
        if (!whole && userInfo != null) {
            claims = claims.with(userInfo(
                    provider,
                    userInfo,
                    tokens.getAccessToken(),
                    idToken.getSubject().getValue()));
        }
        return attested(oidc, idToken.getSubject().getValue(), claims);
    }

    private static Attested attested(Settings.Oidc oidc, String subject, Claims claims) throws SignOnException {
        if (subject.length() > Attested.MOST_SUBJECT) {
            throw new SignOnException(Obstacle.UNTRUSTED, "the subject has " + subject.length() + " characters");
        }
        return new Attested(
                oidc.issuer(),
                subject,
                claims.text(oidc.userNameClaim())
                        .or(() -> claims.text(oidc.emailClaim()))
                        .orElse(subject),
                claims.text(oidc.displayNameClaim()).orElse(""),
                claims.text(oidc.emailClaim()).orElse(null),
                claims.truth("email_verified"),
                claims.groups(oidc.groupsClaim()),
                claims.leavesOut(oidc.groupsClaim()));
    }

    /**
     * Whether the client's id and secret are right: a code that nobody gave is refused in another way where they are.
     *
     * @return empty where they are
     */
    List<SignOnException> tryClient(Provider provider, OIDCProviderMetadata metadata, URI redirect) {
        try {
            tokens(
                    provider,
                    metadata,
                    redirect,
                    "liaoyuan-tries-the-configuration",
                    "x".repeat(CodeVerifier.MIN_LENGTH));
            return List.of();
        } catch (SignOnException e) {
            return e.obstacle == Obstacle.EXPIRED ? List.of() : List.of(e);
        }
    }

    private static OIDCTokenResponse tokens(
            Provider provider, OIDCProviderMetadata metadata, URI redirect, String code, String verifier)
            throws SignOnException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, new CodeVerifier(verifier));
        URI endpoint = metadata.getTokenEndpointURI();
        ClientID client = new ClientID(provider.oidc().clientId());
        TokenRequest request = provider.secret().isEmpty()
                ? new TokenRequest.Builder(endpoint, client, grant).build()
                : new TokenRequest.Builder(endpoint, authentication(provider, metadata, client), grant).build();
        try {
            ReadOnlyHTTPResponse answer = request.toHTTPRequest().send(new OidcHttp(provider.mayAskLoopback()));
            TokenResponse response = OIDCTokenResponseParser.parse((HTTPResponse) answer);
            if (!response.indicatesSuccess()) {
                throw refused(response.toErrorResponse().getErrorObject());
            }
            return (OIDCTokenResponse) response.toSuccessResponse();
        } catch (IOException e) {
            throw new SignOnException(Obstacle.UNREACHABLE, "its token endpoint: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new SignOnException(Obstacle.UNTRUSTED, "its token endpoint: " + e.getMessage(), e);
        }
    }

    private static SignOnException refused(ErrorObject error) {
        String code = error.getCode() == null ? "status " + error.getHTTPStatusCode() : error.getCode();
        Obstacle obstacle = switch (code) {
            case "invalid_client", "unauthorized_client", "status 401" -> Obstacle.CLIENT;
            case "invalid_grant" -> Obstacle.EXPIRED;
            default -> Obstacle.UNTRUSTED;
        };
        return new SignOnException(obstacle, "its token endpoint refuses: " + code);
    }

    private static ClientAuthentication authentication(
            Provider provider, OIDCProviderMetadata metadata, ClientID client) {
        List<ClientAuthenticationMethod> offered = metadata.getTokenEndpointAuthMethods();
        boolean post = offered != null
                && offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        Secret secret = new Secret(provider.secret());
        return post ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    private static IDTokenClaimsSet validated(
            Provider provider, OidcProviders.Known known, OIDCTokens tokens, String nonce) throws SignOnException {
        IDTokenValidator validator = new IDTokenValidator(
                known.metadata().getIssuer(),
                new ClientID(provider.oidc().clientId()),
                new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()),
                null);
        try {
            return validator.validate(tokens.getIDToken(), new Nonce(nonce));
        } catch (KeySourceException e) {
            throw new SignOnException(Obstacle.UNREACHABLE, "its keys: " + e.getMessage(), e);
        } catch (BadJOSEException | JOSEException e) {
            throw new SignOnException(Obstacle.UNTRUSTED, "its ID token: " + e.getMessage(), e);
        }
    }

    private static Claims userInfo(Provider provider, URI endpoint, AccessToken token, String subject)
            throws SignOnException {
        try {
            UserInfoResponse response = UserInfoResponse.parse((HTTPResponse)
                    new UserInfoRequest(endpoint, token).toHTTPRequest().send(new OidcHttp(provider.mayAskLoopback())));
            if (!response.indicatesSuccess() || response.toSuccessResponse().getUserInfo() == null) {
                throw new SignOnException(Obstacle.UNTRUSTED, "its userinfo endpoint refuses, or signs what it says");
            }
            var info = response.toSuccessResponse().getUserInfo();
            if (!info.getSubject().getValue().equals(subject)) {
                throw new SignOnException(Obstacle.UNTRUSTED, "its userinfo endpoint speaks of somebody else");
            }
            return new Claims(info.toJSONObject());
        } catch (IOException e) {
            throw new SignOnException(Obstacle.UNREACHABLE, "its userinfo endpoint: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new SignOnException(Obstacle.UNTRUSTED, "its userinfo endpoint: " + e.getMessage(), e);
        }
    }
}
