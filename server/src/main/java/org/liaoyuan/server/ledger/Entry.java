package org.liaoyuan.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One request. It holds figures and names only, never what was asked or answered.
 *
 * @param id of the row
 * @param at when the request came
 * @param payer who asked
 * @param alias the model's name as it was asked for, at most {@value #MOST_NAME} characters
 * @param model the model that answered; empty if none did
 * @param operation what was asked for
 * @param outcome how it ended
 * @param tokensIn tokens of the prompt
 * @param tokensOut tokens generated
 * @param tokensCached of the prompt's, how many were computed before
 * @param firstToken time to the first token; empty if none came
 * @param duration from the request to its end
 * @param charge energy and money
 */
public record Entry(
        UUID id,
        Instant at,
        Payer payer,
        String alias,
        String model,
        Operation operation,
        Outcome outcome,
        int tokensIn,
        int tokensOut,
        int tokensCached,
        Optional<Duration> firstToken,
        Duration duration,
        Charge charge) {

    /** A name comes from outside: a longer one is somebody's text, not a name. */
    static final int MOST_NAME = 100;

    public Entry {
        alias = alias.length() <= MOST_NAME ? alias : alias.substring(0, MOST_NAME);
    }

    Spending spending() {
        return new Spending((long) tokensIn + tokensOut, charge.joules(), charge.yuan());
    }
}
