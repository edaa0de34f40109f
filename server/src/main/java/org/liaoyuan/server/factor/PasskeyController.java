package org.liaoyuan.server.factor;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Arrivals;
import org.liaoyuan.server.account.OwnPassword;
import org.liaoyuan.server.account.Profile;
import org.liaoyuan.server.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own passkeys. */
@RestController
@Tag(name = "factors", description = "One's own second factors and passkeys.")
@RequestMapping("/api/account/factors/passkeys")
class PasskeyController {

    private final Passkeys passkeys;
    private final Challenges challenges;
    private final Ceremonies ceremonies;
    private final RecoveryCodes recoveryCodes;
    private final Factors factors;
    private final OwnPassword password;
    private final Arrivals arrivals;
    private final AccessSettings settings;
    private final SystemDatabase database;
    private final Audit audit;

    PasskeyController(
            Passkeys passkeys,
            Challenges challenges,
            Ceremonies ceremonies,
            RecoveryCodes recoveryCodes,
            Factors factors,
            OwnPassword password,
            Arrivals arrivals,
            AccessSettings settings,
            SystemDatabase database,
            Audit audit) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.ceremonies = ceremonies;
        this.recoveryCodes = recoveryCodes;
        this.factors = factors;
        this.password = password;
        this.arrivals = arrivals;
        this.settings = settings;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What a browser needs to make a passkey: as {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn 3, 5.1.8), whose other
     * fields the page sets: a resident key, the user verified, no attestation.
     *
     * @param challenge base64url, as all bytes here
     * @param userHandle what authenticators call the person
     * @param algorithms COSE's numbers, in the order of preference
     * @param exclude ids of passkeys that are there already
     */
    record RegistrationQuestion(
            String challenge,
            String host,
            String userHandle,
            String userName,
            String displayName,
            List<Long> algorithms,
            List<String> exclude,
            long timeoutMillis) {}

    /** A passkey that was made, and what its person calls it. */
    record NewPasskey(@Nullable String name, @Nullable PublicKeyCredential credential) {}

    /** @param recoveryCodes shown this once; empty where one has some already */
    record AddedPasskey(Passkey passkey, List<String> recoveryCodes) {}

    /** Another name. */
    record NewName(@Nullable String name) {}

    @Operation(
            operationId = "askForPasskey",
            summary = "What the browser needs to make a passkey; 409 where the server was reached by no name")
    @PostMapping("/challenge")
    RegistrationQuestion ask(@RequestBody PasswordOnce given, HttpServletRequest request) {
        RelyingParty party = RelyingParty.of(request, settings);
        Profile person = password.confirm(given.password(), request);
        String address = Client.of(request, settings).address();
        return new RegistrationQuestion(
                challenges.ask(party, person.id(), address),
                party.id(),
                text(passkeys.userHandle(person.id())),
                person.name(),
                person.displayName().isEmpty() ? person.name() : person.displayName(),
                Ceremonies.ALGORITHMS.stream()
                        .map(COSEAlgorithmIdentifier::getValue)
                        .toList(),
                passkeys.credentialIds(person.id(), party.id()).stream()
                        .map(PasskeyController::text)
                        .toList(),
                Challenges.VALID.toMillis());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Operation(
            operationId = "addPasskey",
            summary = "Keeps a passkey that the browser made; 410 where it took too long")
    @PostMapping
    AddedPasskey add(@RequestBody NewPasskey wanted) {
        Identity who = Identity.current();
        String name = Passkeys.name(wanted.name() == null ? "" : wanted.name());
        var registered = ceremonies.register(PublicKeyCredential.required(wanted.credential()), who.person());
        return database.ask(db -> {
            Passkey added = passkeys.add(who.person(), name, registered.host(), registered.made());
            arrivals.strengthen(who);
            audit.write(db, who, "factor.add", who.person(), "kind=passkey");
            return new AddedPasskey(added, recoveryCodes.first(who.person()));
        });
    }

    @Operation(operationId = "renamePasskey", summary = "Calls a passkey otherwise")
    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable UUID id, @RequestBody NewName wanted) {
        String name = Passkeys.name(wanted.name() == null ? "" : wanted.name());
        if (!passkeys.rename(Identity.current().person(), id, name)) {
            throw RefusedException.missing("passkey of yours", id);
        }
    }

    @Operation(operationId = "removePasskey", summary = "Removes a passkey: it opens nothing here any more")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @RequestBody PasswordOnce given, HttpServletRequest request) {
        password.confirm(given.password(), request);
        Identity who = Identity.current();
        database.run(db -> {
            if (!passkeys.remove(who.person(), id)) {
                throw RefusedException.missing("passkey of yours", id);
            }
            factors.tidy(who.person());
            audit.write(db, who, "factor.remove", who.person(), "kind=passkey");
        });
    }
}
