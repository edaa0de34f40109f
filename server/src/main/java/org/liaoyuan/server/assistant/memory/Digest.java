package org.liaoyuan.server.assistant.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.liaoyuan.server.store.Tenant;

/** By which a fact is known again without being kept: of its letters and digits, and of whose it is. */
final class Digest {

    private Digest() {}

    static String of(String text) {
        Tenant owner = Tenant.current();
        String same = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
        try {
            byte[] bytes =
                    (owner.organisation() + '\n' + owner.person() + '\n' + same).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
