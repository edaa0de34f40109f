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
import org.liaoyuan.server.account.Throttle;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second step of signing in: a code after the password. A passkey needs no password before it. */
@RestController
@Tag(name = "session", description = "Signing in and out, and who one is.")
@RequestMapping("/api/session/second")
class SecondStepController {

    private static final int LONGEST_CODE = 100;

    private final SecondSteps steps;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Arrivals arrivals;
    private final Throttle throttle;
    private final AccessSettings settings;

    SecondStepController(
            SecondSteps steps,
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Arrivals arrivals,
            Throttle throttle,
            AccessSettings settings) {
        this.steps = steps;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.arrivals = arrivals;
        this.throttle = throttle;
        this.settings = settings;
    }

    /** @param token of the sign-in; and either a code of the authenticator app or a recovery code */
    record ShownFactor(
            @Nullable String token,
            @Nullable String code,
            @Nullable String recoveryCode) {}

    @Operation(
            operationId = "signInSecondStep",
            summary =
                    "The second factor after the password: sets the session's cookie; 410 where the sign-in has ended")
    @PostMapping
    Session show(@RequestBody ShownFactor shown, HttpServletRequest request, HttpServletResponse response) {
        if (shown.token() == null || (shown.code() == null) == (shown.recoveryCode() == null)) {
            throw new IllegalArgumentException("the second step needs token, and either code or recoveryCode");
        }
        boolean recovery = shown.code() == null;
        String code = bounded(recovery ? String.valueOf(shown.recoveryCode()) : String.valueOf(shown.code()));
        SecondSteps.Halfway halfway = steps.countTry(shown.token())
                .orElseThrow(() -> RefusedException.gone("this sign-in has ended: it lasts "
                        + SecondSteps.VALID.toMinutes() + " minutes and " + SecondSteps.MOST_TRIES
                        + " tries; begin again with the password"));
        String way = halfway.way() + (recovery ? "+recovery" : "+totp");
        String subject = "second factor of " + halfway.person();
        String address = Client.of(request, settings).address();
        throttle.begin(subject, address);
        boolean right =
                recovery ? recoveryCodes.take(halfway.person(), code) : authenticators.take(halfway.person(), code);
        if (!right || !steps.end(shown.token())) {
            arrivals.refused(halfway.person(), way, request);
            throw RefusedException.unknown("the code is wrong, or was used before");
        }
        Session session = arrivals.admit(halfway.person(), way, request, response);
        throttle.succeeded(subject, address);
        return session;
    }

    private static String bounded(String code) {
        if (code.length() > LONGEST_CODE) {
            throw new IllegalArgumentException("the code has " + code.length() + " characters; expected 6 digits of the"
                    + " authenticator app, or a recovery code of 16 letters and digits");
        }
        return code;
    }
}
