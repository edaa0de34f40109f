package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.springframework.stereotype.Component;

/** Who sends a request. While there are no accounts any key is taken, and tells its uses apart in the ledger. */
@Component
public class Callers {

    private static final String SCHEME = "Bearer ";

    /** Of a hash: enough to tell keys apart, and no way back to one. */
    private static final int ID_BYTES = 6;

    private final ModelAccess access;

    Callers(ModelAccess access) {
        this.access = access;
    }

    /**
     * Who asks this model to talk.
     *
     * @throws org.liaoyuan.server.access.RefusedException if it is not open to them, or their key is for other models
     */
    public Caller of(HttpServletRequest request, String model) {
        return of(request, model, Purpose.CHAT);
    }

    /** Who asks this model to do something; throws as the other one does. */
    public Caller of(HttpServletRequest request, String model, Purpose purpose) {
        return access.caller(Identity.current(), model, purpose).withKey(keyOf(request));
    }

    /** Who asks for something that is of no model. */
    public static Caller of(HttpServletRequest request) {
        return Caller.of(Identity.current()).withKey(keyOf(request));
    }

    private static String keyOf(HttpServletRequest request) {
        Identity who = Identity.current();
        return who.way() == Identity.Way.OPEN ? keyId(request.getHeader("Authorization")) : who.key();
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
