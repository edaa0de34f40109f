package org.liaoyuan.server.ledger;

import java.util.UUID;
import org.liaoyuan.server.store.Tenant;

/**
 * What somebody may spend.
 *
 * @param id of this budget
 * @param organisation whose budget it is: it limits nobody outside
 * @param subject whose spending
 * @param subjectId which key, person or organisation
 * @param period in which time
 * @param unit counted in what
 * @param amount how much
 */
public record Budget(
        UUID id, String organisation, Subject subject, String subjectId, Period period, Unit unit, double amount) {

    public Budget {
        if (subjectId.isBlank() || subjectId.length() > Entry.MOST_NAME) {
            throw new IllegalArgumentException("subjectId has " + subjectId.length() + " characters; expected 1 to "
                    + Entry.MOST_NAME + ", not all blank");
        }
        if (!(amount > 0 && amount <= 1e18)) {
            throw new IllegalArgumentException("amount is " + amount + "; expected more than 0");
        }
    }

    /** A budget of the local organisation. */
    Budget(UUID id, Subject subject, String subjectId, Period period, Unit unit, double amount) {
        this(id, Tenant.LOCAL_ID, subject, subjectId, period, unit, amount);
    }

    boolean concerns(Payer payer) {
        return payer.organisation().equals(organisation) && subject.of(payer).equals(subjectId);
    }
}
