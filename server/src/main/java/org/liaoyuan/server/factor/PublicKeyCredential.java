package org.liaoyuan.server.factor;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's {@code PublicKeyCredential.toJSON()} says (WebAuthn 3, 5.1.9), as far as it is looked at; bytes in base64url.
 * A registration has an attestation object; a sign-in has authenticator data, signature and user handle.
 */
record PublicKeyCredential(@Nullable String id, @Nullable AuthenticatorResponse response) {

    /** An RSA key with its attestation stays far below it. */
    private static final int MOST_CHARACTERS = 32_768;

    private static final int MOST_TRANSPORTS = 10;

    /** The authenticator's part. */
    record AuthenticatorResponse(
            @Nullable String clientDataJSON,
            @Nullable String attestationObject,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle,
            @Nullable List<@Nullable String> transports) {

        byte[] clientData() {
            return bytes("clientDataJSON", clientDataJSON);
        }

        /** Hints; those that are none are left out. */
        List<String> hints() {
            return transports == null
                    ? List.of()
                    : transports.stream()
                            .filter(t -> t != null && t.matches("[a-z-]{1,30}"))
                            .distinct()
                            .limit(MOST_TRANSPORTS)
                            .map(String::valueOf)
                            .toList();
        }
    }

    static PublicKeyCredential required(@Nullable PublicKeyCredential credential) {
        if (credential == null) {
            throw new IllegalArgumentException("credential is missing; expected PublicKeyCredential.toJSON()");
        }
        return credential;
    }

    AuthenticatorResponse answer() {
        if (response == null) {
            throw new IllegalArgumentException("credential.response is missing");
        }
        return response;
    }

    byte[] credentialId() {
        return bytes("id", id);
    }

    static byte[] bytes(String field, @Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("credential's " + field + " has " + (text == null ? 0 : text.length())
                    + " characters; expected 1 to " + MOST_CHARACTERS);
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("credential's " + field + " is no base64url", e);
        }
    }
}
