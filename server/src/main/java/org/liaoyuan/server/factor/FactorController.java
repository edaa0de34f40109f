package org.liaoyuan.server.factor;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Arrivals;
import org.liaoyuan.server.account.OwnPassword;
import org.liaoyuan.server.account.Profile;
import org.liaoyuan.server.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's authenticator app and recovery codes, and what one has in all. */
@RestController
@Tag(name = "factors", description = "One's own second factors and passkeys.")
@RequestMapping("/api/account/factors")
class FactorController {

    private static final String ISSUER = "Liaoyuan";

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final Factors factors;
    private final OwnPassword password;
    private final Arrivals arrivals;
    private final SystemDatabase database;
    private final Audit audit;

    FactorController(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            Factors factors,
            OwnPassword password,
            Arrivals arrivals,
            SystemDatabase database,
            Audit audit) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.factors = factors;
        this.password = password;
        this.arrivals = arrivals;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What one has.
     *
     * @param authenticatorSince null where there is no authenticator app
     * @param recoveryCodesLeft how many have not been used
     */
    record OwnFactors(@Nullable Instant authenticatorSince, List<Passkey> passkeys, int recoveryCodesLeft) {}

    /** What the app shows. */
    record FirstCode(@Nullable String code) {}

    /**
     * What an authenticator app has to know; shown this once.
     *
     * @param secret in base 32, to be typed
     * @param address {@code otpauth://…}, for a QR code
     */
    record AuthenticatorSecret(String secret, String address) {}

    /** Codes that work once each; shown this once. Empty where one has some already. */
    record NewRecoveryCodes(List<String> recoveryCodes) {}

    @Operation(operationId = "getFactors", summary = "One's own second factors and passkeys")
    @GetMapping
    OwnFactors own() {
        String person = Identity.current().person();
        return new OwnFactors(
                authenticators.since(person).orElse(null), passkeys.of(person), recoveryCodes.left(person));
    }

    @Operation(
            operationId = "beginAuthenticator",
            summary = "A new secret for an authenticator app; it counts once a code of it is shown")
    @PostMapping("/authenticator")
    AuthenticatorSecret begin(@RequestBody PasswordOnce given, HttpServletRequest request) {
        Profile person = password.confirm(given.password(), request);
        String secret = Base32.encode(authenticators
                .begin(person.id())
                .orElseThrow(() -> RefusedException.conflict(
                        "there is an authenticator app already; remove it before you add another")));
        return new AuthenticatorSecret(secret, address(person.name(), request.getServerName(), secret));
    }

    /** As Google Authenticator's key URI format has it, which every app reads. */
    private static String address(String name, String host, String secret) {
        return "otpauth://totp/" + ISSUER + ":" + quoted(name + " (" + host + ")") + "?secret=" + secret + "&issuer="
                + ISSUER + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Operation(
            operationId = "confirmAuthenticator",
            summary = "Shows a first code: from now on one is asked for after the password; 403 where it is wrong")
    @PutMapping("/authenticator")
    NewRecoveryCodes confirm(@RequestBody FirstCode given) {
        Identity who = Identity.current();
        String code = given.code();
        if (code == null) {
            throw new IllegalArgumentException("code is missing; expected the six digits that the app shows");
        }
        return database.ask(db -> {
            if (!authenticators.confirm(who.person(), code)) {
                throw RefusedException.forbidden("this is no code of the new secret: look at the clock of the phone, it"
                        + " has to be right to half a minute");
            }
            arrivals.strengthen(who);
            audit.write(db, who, "factor.add", who.person(), "kind=totp");
            return new NewRecoveryCodes(recoveryCodes.first(who.person()));
        });
    }

    @Operation(operationId = "removeAuthenticator", summary = "Removes the authenticator app")
    @DeleteMapping("/authenticator")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestBody PasswordOnce given, HttpServletRequest request) {
        password.confirm(given.password(), request);
        Identity who = Identity.current();
        database.run(db -> {
            if (!authenticators.remove(who.person())) {
                throw RefusedException.conflict("there is no authenticator app to remove");
            }
            factors.tidy(who.person());
            audit.write(db, who, "factor.remove", who.person(), "kind=totp");
        });
    }

    @Operation(operationId = "renewRecoveryCodes", summary = "New recovery codes; those before end")
    @PostMapping("/recovery-codes")
    NewRecoveryCodes renew(@RequestBody PasswordOnce given, HttpServletRequest request) {
        Profile person = password.confirm(given.password(), request);
        if (factors.having(List.of(person.id())).isEmpty()) {
            throw RefusedException.conflict("recovery codes are for a lost second factor; add one first");
        }
        return database.ask(db -> {
            audit.write(db, Identity.current(), "factor.codes", person.id(), "");
            return new NewRecoveryCodes(recoveryCodes.renew(person.id()));
        });
    }
}
