package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Caller;

/** Who sends a request. Until accounts exist any key is taken, and tells its uses apart in the ledger. */
public final class Callers {

    private static final String SCHEME = "Bearer ";

    /** Of a hash: enough to tell keys apart, and no way back to one. */
    private static final int ID_BYTES = 6;

    private Callers() {}

    public static Caller of(HttpServletRequest request) {
        return new Caller(
                keyId(request.getHeader("Authorization")), Caller.LOCAL.person(), Caller.LOCAL.organisation());
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
