package org.liaoyuan.server.factor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.account.Arrivals;
import org.liaoyuan.server.account.Session;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in by a passkey, without a name: the authenticator knows whose it is. It has made sure who is there, so it counts for the
 * password and the second factor.
 */
@RestController
@Tag(name = "session", description = "Signing in and out, and who one is.")
@RequestMapping("/api/session/passkey")
class PasskeySignInController {

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Ceremonies ceremonies;
    private final Arrivals arrivals;
    private final AccessSettings settings;

    PasskeySignInController(
            Passkeys passkeys,
            Challenges challenges,
            Ceremonies ceremonies,
            Arrivals arrivals,
            AccessSettings settings) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    /** @param challenge base64url */
    record SignInQuestion(String challenge, String host, long timeoutMillis) {}

    record ShownPasskey(@Nullable PublicKeyCredential credential) {}

    @Operation(
            operationId = "askForSignIn",
            summary = "What the browser needs to sign in by a passkey; 409 where the server was reached by no name")
    @PostMapping("/challenge")
    SignInQuestion ask(HttpServletRequest request) {
        RelyingParty party = RelyingParty.of(request, settings);
        String challenge =
                challenges.ask(party, null, Client.of(request, settings).address());
        return new SignInQuestion(challenge, party.id(), Challenges.VALID.toMillis());
    }

    @Operation(
            operationId = "signInByPasskey",
            summary = "Signs in by a passkey: sets the session's cookie; 410 where it took too long")
    @PostMapping
    Session signIn(@RequestBody ShownPasskey shown, HttpServletRequest request, HttpServletResponse response) {
        PublicKeyCredential credential = PublicKeyCredential.required(shown.credential());
        Passkeys.Kept kept = passkeys.find(credential.credentialId())
                .orElseThrow(() -> RefusedException.unknown("this passkey is not known here: it was removed, or never"
                        + " registered; sign in by name and password"));
        try {
            Ceremonies.Shown said = ceremonies.authenticate(credential, kept);
            if (!passkeys.used(kept.id(), said.counter(), said.backedUp())) {
                throw new Ceremonies.Cloned();
            }
        } catch (Ceremonies.Cloned e) {
            arrivals.refused(kept.person(), "passkey; counter went back", request);
            throw RefusedException.unknown("this passkey has signed less often than was seen here, so there may be a"
                    + " copy of it: remove it, and tell whoever manages the members");
        } catch (RefusedException e) {
            arrivals.refused(kept.person(), "passkey", request);
            throw e;
        }
        return arrivals.admit(kept.person(), "passkey", request, response);
    }
}
