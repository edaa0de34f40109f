package org.liaoyuan.server.factor;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** An authenticator app that somebody has set up, and the codes that were noted down then. */
record App(byte[] secret, List<String> recoveryCodes) {

    private static final String PASSWORD = "{\"password\":\"" + House.PASSWORD + "\"}";

    /** Sets one up and shows its first code. */
    static App setUp(Visitor visitor) {
        String secret = visitor.post("/api/account/factors/authenticator", PASSWORD)
                .at("/secret")
                .asString();
        App app = new App(decoded(secret), List.of());
        var confirmed = visitor.send("PUT", "/api/account/factors/authenticator", "{\"code\":\"" + app.code(0) + "\"}");
        if (confirmed.status() != 200) {
            throw new AssertionError(confirmed.text());
        }
        List<String> codes = new ArrayList<>();
        confirmed.at("/recoveryCodes").forEach(code -> codes.add(code.asString()));
        return new App(app.secret, codes);
    }

    /** What it shows now, or so many steps later. */
    String code(int later) {
        return Totp.code(secret, Totp.stepAt(Instant.now()) + later);
    }

    private static byte[] decoded(String base32) {
        BigInteger number = BigInteger.ZERO;
        for (char c : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        byte[] secret = new byte[Totp.SECRET_BYTES];
        int sent = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - sent, secret, secret.length - sent, sent);
        return secret;
    }
}
