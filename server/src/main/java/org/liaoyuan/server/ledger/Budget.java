package org.liaoyuan.server.ledger;

import java.util.UUID;

/**
 * What somebody may spend.
 *
 * @param id of this budget
 * @param subject whose spending
 * @param subjectId which key, person or organisation
 * @param period in which time
 * @param unit counted in what
 * @param amount how much
 */
public record Budget(UUID id, Subject subject, String subjectId, Period period, Unit unit, double amount) {

    public Budget {
        if (subjectId.isBlank() || subjectId.length() > Entry.MOST_NAME) {
            throw new IllegalArgumentException("subjectId has " + subjectId.length() + " characters; expected 1 to "
                    + Entry.MOST_NAME + ", not all blank");
        }
        if (!(amount > 0 && amount <= 1e18)) {
            throw new IllegalArgumentException("amount is " + amount + "; expected more than 0");
        }
    }

    boolean concerns(Payer payer) {
        return subject.of(payer).equals(subjectId);
    }
}
