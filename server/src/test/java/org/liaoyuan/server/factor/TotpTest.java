package org.liaoyuan.server.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void aCodeIsTheEndOfTheRfcsOfEightDigits(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.stepAt(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code.substring(2));
    }

    @Test
    void aCodeIsTakenInItsStepAndTheOnesBesideItAndInNoOther() {
        Instant now = Instant.ofEpochSecond(2_000_000_000);
        long step = Totp.stepAt(now);

        for (long off = -3; off <= 3; off++) {
            var found = Totp.stepOf(SECRET, Totp.code(SECRET, step + off), now);
            if (Math.abs(off) <= 1) {
                assertThat(found).as("%d steps off", off).hasValue(step + off);
            } else {
                assertThat(found).as("%d steps off", off).isEmpty();
            }
        }
    }

    @Property(tries = 200)
    void whateverElseIsTypedIsNoCode(@ForAll String typed) {
        Instant now = Instant.ofEpochSecond(1_111_111_111);

        assertThat(Totp.stepOf(SECRET, typed, now)).isEmpty();
    }

    /** RFC 4648, 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void bytesAreWrittenInBase32(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }
}
