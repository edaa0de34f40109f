package org.liaoyuan.server.account;

import java.time.Instant;
import java.util.Set;

/**
 * What is missing at a sign-in.
 *
 * @param token for {@code POST /api/session/second}; works for this one sign-in
 * @param kinds what may be shown; any one of them is enough
 */
public record SecondStep(String token, Set<Kind> kinds, Instant expiresAt) {

    /** What may be shown. */
    public enum Kind {
        /** A code of an authenticator app. */
        CODE,
        /** One of the codes that were noted down. */
        RECOVERY,
        PASSKEY
    }
}
