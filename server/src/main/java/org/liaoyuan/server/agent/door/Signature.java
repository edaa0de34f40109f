package org.liaoyuan.server.agent.door;

import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Tokens;

/** HMAC-SHA256 of what is sent to doors, and from them. */
final class Signature {

    private static final String PREFIX = "sha256=";

    private Signature() {}

    static String base64(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(Tokens.hmac(secret, body));
    }

    /** Whether a header such as {@code sha256=0a1b…} signs this body. */
    static boolean signs(String secret, byte[] body, @Nullable String header) {
        String expected = PREFIX + HexFormat.of().formatHex(Tokens.hmac(secret, body));
        return Tokens.same(expected, header == null ? "" : header.strip());
    }
}
