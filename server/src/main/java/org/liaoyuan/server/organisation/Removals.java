package org.liaoyuan.server.organisation;

import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Departure;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.audit.Audit;
import org.springframework.stereotype.Component;

/**
 * The end of somebody's account by the hand of those who manage their organisation.
 *
 * <p>Guarantees: nobody deletes above their own role, an organisation's last owner, or whom a directory keeps; who belongs to
 * another organisation as well only leaves this one.
 */
@Component
class Removals {

    private final SystemDatabase database;
    private final Departure departure;
    private final KeptPeople kept;
    private final Audit audit;

    Removals(SystemDatabase database, Departure departure, KeptPeople kept, Audit audit) {
        this.database = database;
        this.departure = departure;
        this.kept = kept;
        this.audit = audit;
    }

    /** @param accountDeleted false where they belong to another organisation as well, and only left this one */
    record Removed(boolean accountDeleted) {}

    Removed delete(Identity who, String person) {
        if (who.person().equals(person)) {
            throw RefusedException.conflict("your own account you delete in your account, with your password");
        }
        return database.ask(db -> {
            Role role = Members.requireMember(db, who, person);
            Belonging.lockPerson(db, person);
            var keepers = kept.keepersOf(db, person);
            if (keepers.contains(who.organisation())) {
                throw RefusedException.conflict(
                        "the directory of this organisation keeps this person: delete them there");
            }
            if (role == Role.OWNER) {
                Belonging.requireAnotherOwner(db, who.organisation(), person);
            }
            boolean elsewhere = People.memberships(db, person).size() > 1 || !keepers.isEmpty();
            if (elsewhere) {
                Belonging.end(db, who.organisation(), person);
                audit.write(db, who, "member.remove", person, "role=" + role.stored());
            } else {
                departure.of(db, who, person);
            }
            return new Removed(!elsewhere);
        });
    }
}
