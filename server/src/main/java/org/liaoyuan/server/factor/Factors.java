package org.liaoyuan.server.factor;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.SecondFactor;
import org.liaoyuan.server.account.SecondStep;
import org.springframework.stereotype.Component;

/** Who has which second factor. */
@Component
class Factors implements SecondFactor {

    private final SystemDatabase database;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final SecondSteps steps;

    Factors(
            SystemDatabase database,
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            SecondSteps steps) {
        this.database = database;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.steps = steps;
    }

    @Override
    public Optional<SecondStep> after(String person, String way) {
        Set<SecondStep.Kind> kinds = EnumSet.noneOf(SecondStep.Kind.class);
        if (authenticators.since(person).isPresent()) {
            kinds.add(SecondStep.Kind.CODE);
        }
        if (!passkeys.of(person).isEmpty()) {
            kinds.add(SecondStep.Kind.PASSKEY);
        }
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        if (recoveryCodes.left(person) > 0) {
            kinds.add(SecondStep.Kind.RECOVERY);
        }
        return Optional.of(steps.begin(person, way, kinds));
    }

    @Override
    public Set<String> having(Collection<String> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return database.ask(db -> new LinkedHashSet<>(
                db.sql("""
                        select person from authenticator where confirmed_at is not null and person in (:people)
                        union select person from passkey where person in (:people)""").param("people", people).query(String.class).list()));
    }

    @Override
    public void remove(String person) {
        authenticators.remove(person);
        passkeys.removeAll(person);
        recoveryCodes.remove(person);
        steps.remove(person);
    }

    /** Recovery codes are for who has something to recover: where the last factor went, they go as well. */
    void tidy(String person) {
        if (having(Set.of(person)).isEmpty()) {
            recoveryCodes.remove(person);
        }
    }
}
