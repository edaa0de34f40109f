package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.model.Caller;

/** Who sends a request. While there are no accounts any key is taken, and tells its uses apart in the ledger. */
public final class Callers {

    private static final String SCHEME = "Bearer ";

    /** Of a hash: enough to tell keys apart, and no way back to one. */
    private static final int ID_BYTES = 6;

    private Callers() {}

    /**
     * Who asks this model.
     *
     * @throws ApiException if their key is for other models
     */
    public static Caller of(HttpServletRequest request, String model) {
        Identity who = Identity.current();
        if (!who.mayUse(model)) {
            throw new ApiException(
                    403,
                    "invalid_request_error",
                    "This key is not for the model '" + model + "'; it is for " + String.join(", ", who.models()),
                    "model",
                    "permission_denied");
        }
        return of(request);
    }

    /** Who asks for something that is of no model. */
    public static Caller of(HttpServletRequest request) {
        Identity who = Identity.current();
        String key = who.way() == Identity.Way.OPEN ? keyId(request.getHeader("Authorization")) : who.key();
        return new Caller(key, who.person(), who.organisation());
    }

    private static String keyId(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        String key = authorization.substring(SCHEME.length()).strip();
        return key.isEmpty() ? "" : "key-" + hash(key);
    }

    private static String hash(String key) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
