package org.liaoyuan.server.account;

import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.access.TryLaterException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with OWASP's parameters: 19 MiB, two passes, one lane.
 *
 * <p>Guarantees: at most half of the processors hash at the same time and few wait, so that a storm of sign-ins takes neither
 * the memory nor the time of those who chat; a name that does not exist takes as long as one that does.
 */
@Component
class Passwords {

    /** In UTF-16 units: no password that was taken has more. */
    private static final int LONGEST = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private static final int MOST_WAITING = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, MEMORY_KIB, PASSES);
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** Nobody's: what is compared with where there is no such person. Made when first needed. */
    private volatile @Nullable String decoy;

    /** Of one that {@link PasswordRules} allow. */
    String hash(String password) {
        takeTurn();
        try {
            return encode(password);
        } finally {
            turns.release();
        }
    }

    /** @param stored null where there is no such person, or one without a password: takes as long, and is false */
    boolean matches(String password, @Nullable String stored) {
        if (password.length() > LONGEST) {
            return false;
        }
        takeTurn();
        try {
            String known = decoy;
            if (known == null) {
                known = encode(Tokens.random());
                decoy = known;
            }
            boolean same = argon2.matches(normal(password), stored == null ? known : stored);
            return same && stored != null;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (turns.getQueueLength() < MOST_WAITING
                    && turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TryLaterException(503, "very many are signing in just now; try again in a few seconds", RETRY);
    }

    private String encode(String password) {
        String hash = argon2.encode(normal(password));
        if (hash == null) {
            throw new IllegalStateException("Argon2 gave no hash");
        }
        return hash;
    }

    /** The same password from two keyboards is the same (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
