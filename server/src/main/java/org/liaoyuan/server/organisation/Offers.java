package org.liaoyuan.server.organisation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The other side of {@link Invitations}: into which organisations somebody is asked, and what they say to it.
 *
 * <p>Guarantees: only who was meant can accept, once, as long as it is open; nobody who would be unable to sign in afterwards.
 */
@Component
class Offers {

    private static final String OPEN = " expires_at > now() and declined_at is null";

    private final SystemDatabase database;
    private final KeptPeople kept;
    private final Audit audit;

    Offers(SystemDatabase database, KeptPeople kept, Audit audit) {
        this.database = database;
        this.kept = kept;
        this.audit = audit;
    }

    /**
     * As the person sees it.
     *
     * @param organisation its name; empty for the one that the installation began with, as long as that has none
     */
    record Offer(UUID id, String organisation, Role role, Instant createdAt, Instant expiresAt) {}

    /** Into which organisations somebody is asked. */
    List<Offer> list(Identity who) {
        return database.ask(db -> db.sql("select i.*, o.name as organisation_name from invitation i"
                        + " join organisation o on o.id = i.organisation where i.person = ? and" + OPEN
                        + " order by i.created_at desc, i.id")
                .param(who.person())
                .query((row, number) -> {
                    Invitations.Invitation invitation = Invitations.Invitation.of(row, number);
                    return new Offer(
                            invitation.id(),
                            row.getString("organisation_name"),
                            invitation.role(),
                            invitation.createdAt(),
                            invitation.expiresAt());
                })
                .list());
    }

    /** From then on they belong to that organisation as well. */
    void accept(Identity who, UUID id) {
        database.run(db -> {
            String organisation = db.sql("select organisation from invitation where id = ? and person = ? and" + OPEN)
                    .params(id, who.person())
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> over(id));
            Belonging.lock(db, organisation);
            Belonging.lockPerson(db, who.person());
            requirePassword(db, who.person());
            if (kept.keepersOf(db, who.person()).contains(organisation)) {
                throw RefusedException.conflict("the directory of that organisation bars you");
            }
            // only now: whoever withdraws it holds the organisation as well
            Role role = db.sql("delete from invitation where id = ? and person = ? and" + OPEN + " returning role")
                    .params(id, who.person())
                    .query(String.class)
                    .optional()
                    .map(Role::ofStored)
                    .orElseThrow(() -> over(id));
            if (People.role(db, organisation, who.person()).isEmpty()) {
                People.join(db, organisation, role, who.person());
                audit.write(
                        db, who, organisation, "member.add", who.person(), "role=" + role.stored() + "; by=invitation");
            }
        });
    }

    /** Providers and directories let in nobody who belongs to several organisations: who has no password could not come back. */
    private static void requirePassword(JdbcClient db, String person) {
        if (People.byId(db, person).map(People.Person::password).isEmpty()) {
            throw RefusedException.conflict(
                    "you have no password here, and single sign-on lets in nobody who belongs to"
                            + " several organisations: ask whoever manages your members for a link to set one, then accept");
        }
    }

    /** The organisation goes on seeing it as it was, until it ends. */
    void decline(Identity who, UUID id) {
        database.run(db -> {
            int declined = db.sql("update invitation set declined_at = now() where id = ? and person = ? and" + OPEN)
                    .params(id, who.person())
                    .update();
            if (declined == 0) {
                throw over(id);
            }
            audit.write(db, who, "invitation.decline", id.toString(), "");
        });
    }

    private static RefusedException over(UUID id) {
        return RefusedException.gone("there is no invitation " + id + " for you: it was withdrawn, or has ended");
    }
}
