package org.liaoyuan.server.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which passwords one may have: any of 12 to 128 characters but those that programs guess first.
 *
 * <p>zxcvbn knows 30,000 common passwords, names, words, rows of keys, dates and repetitions, and tells how many guesses one takes
 * that knows them too.
 */
final class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;

    /** Behind the throttle, a hundred million guesses take longer than anybody lives; from a stolen hash, some months. */
    private static final double FEWEST_GUESSES = 1e8;

    /** Its time grows with the square of the length; who gets so far is safe already. */
    private static final int LOOKED_AT = 48;

    private static final List<String> OURS = List.of("liaoyuan", "liaoyuan-ai", "spark", "assistant");

    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    private PasswordRules() {}

    /**
     * @param about what others know of the person: their names, their address
     * @throws IllegalArgumentException if it is too short, too long, or guessed too soon; nothing of it is quoted
     */
    static void require(String password, Stream<String> about) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "the password has " + length + " characters; expected " + SHORTEST + " to " + LONGEST);
        }
        String start = password.substring(0, password.offsetByCodePoints(0, Math.min(length, LOOKED_AT)));
        List<String> known =
                Stream.concat(OURS.stream(), about).filter(w -> !w.isBlank()).toList();
        if (ZXCVBN.measure(start, known).getGuesses() < FEWEST_GUESSES) {
            throw new IllegalArgumentException(
                    "the password is one of those that are guessed first: a common one, a row of"
                            + " keys, a repetition, or made of a name; take several words that have nothing to do with each other");
        }
    }
}
