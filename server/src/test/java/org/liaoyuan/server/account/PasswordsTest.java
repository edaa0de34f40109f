package org.liaoyuan.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void aHashSaysItsParametersAndMatchesItsPasswordOnly() {
        String hash = passwords.hash("中文密码也可以很长很长的");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("中文密码也可以很长很长的", hash)).isTrue();
        assertThat(passwords.matches("中文密码也可以很长很长", hash)).isFalse();
        assertThat(passwords.hash("中文密码也可以很长很长的")).isNotEqualTo(hash);
    }

    @Test
    void whereThereIsNobodyNothingMatches() {
        assertThat(passwords.matches("a password of twelve", null)).isFalse();
    }

    @Test
    void whatIsLongerThanAnyPasswordMatchesNothing() {
        assertThat(passwords.matches("x".repeat(1_000_000), null)).isFalse();
    }

    @Test
    void theSamePasswordFromTwoKeyboardsIsTheSame() {
        String composed = "caf\u00e9 on the corner";
        String decomposed = "cafe\u0301 on the corner";

        assertThat(passwords.matches(decomposed, passwords.hash(composed))).isTrue();
    }
}
