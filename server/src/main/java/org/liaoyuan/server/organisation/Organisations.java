package org.liaoyuan.server.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Departure;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.store.Reconciled;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The organisations of the installation: what they are called, and their end.
 *
 * <p>Guarantees: the one that the installation began with stays; of one that is deleted nothing is kept but its rows of the audit
 * log, and in the ledger figures of nobody; people who belong nowhere else are deleted with it, others act for another of theirs
 * from then on.
 */
@Component
class Organisations {

    private static final int MOST_LISTED = 1_000;

    private final SystemDatabase database;
    private final Departure departure;
    private final KeptPeople kept;
    private final List<Reconciled> memories;
    private final Audit audit;

    Organisations(
            SystemDatabase database, Departure departure, KeptPeople kept, List<Reconciled> memories, Audit audit) {
        this.database = database;
        this.departure = departure;
        this.kept = kept;
        this.memories = List.copyOf(memories);
        this.audit = audit;
    }

    /**
     * One of the installation's.
     *
     * @param name may be empty for the one that the installation began with
     * @param people how many belong to it
     */
    record OrganisationOverview(String id, String name, Instant createdAt, int people) {}

    List<OrganisationOverview> all() {
        return database.ask(db -> db.sql("""
                        select o.id, o.name, o.created_at,
                          (select count(*) from membership m where m.organisation = o.id) as people
                        from organisation o order by o.created_at, o.id limit ?""")
                .param(MOST_LISTED)
                .query((row, number) -> new OrganisationOverview(
                        row.getString("id"),
                        row.getString("name"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getInt("people")))
                .list());
    }

    /** @throws IllegalArgumentException if no organisation may be called so */
    static String name(@Nullable String wanted) {
        String name = ShortText.of("name", wanted);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is missing; expected 1 to 100 characters");
        }
        return name;
    }

    /** Gives one another name; who may is the caller's affair. */
    void rename(Identity who, String organisation, @Nullable String wanted) {
        String name = name(wanted);
        database.run(db -> {
            int renamed = db.sql("update organisation set name = ? where id = ?")
                    .params(name, organisation)
                    .update();
            if (renamed == 0) {
                throw missing(organisation);
            }
            audit.write(db, who, organisation, "organisation.rename", organisation, "");
        });
    }

    /** @param typed its name, once more; the id of one that has no name */
    void delete(Identity who, String organisation, @Nullable String typed) {
        if (organisation.equals(Tenant.LOCAL_ID)) {
            throw RefusedException.conflict(
                    "the organisation that this installation began with stays as long as it does");
        }
        database.run(db -> {
            Belonging.lock(db, organisation);
            requireTyped(db, organisation, typed);
            // in order: two that end at the same time don't wait for each other in a circle
            Set<String> people = new TreeSet<>(Belonging.members(db, organisation));
            people.addAll(kept.keptBy(db, organisation));
            people.forEach(person -> Belonging.lockPerson(db, person));
            Belonging.moveSessions(db, organisation, null);
            db.sql("update ledger_entry set organisation = :gone, person = :gone, key = '' where organisation = :id")
                    .param("gone", Departure.GONE)
                    .param("id", organisation)
                    .update();
            db.sql("delete from organisation where id = ?").param(organisation).update();
            audit.write(db, who, "organisation.delete", organisation, "people=" + people.size());
            people.stream()
                    .filter(person -> belongsNowhere(db, person))
                    .forEach(person -> departure.of(db, who, person));
        });
        // such as budgets
        memories.forEach(Reconciled::reconcile);
    }

    private static void requireTyped(JdbcClient db, String organisation, @Nullable String typed) {
        Optional<String> name = db.sql("select name from organisation where id = ?")
                .param(organisation)
                .query(String.class)
                .optional();
        String expected = name.filter(n -> !n.isEmpty()).orElse(organisation);
        if (name.isEmpty()) {
            throw missing(organisation);
        }
        if (!expected.equals(ShortText.of("name", typed))) {
            throw new IllegalArgumentException("name is not the organisation's; expected '" + expected
                    + "', typed once more, to delete it with all that is in it");
        }
    }

    private boolean belongsNowhere(JdbcClient db, String person) {
        return !person.equals(Tenant.LOCAL_ID)
                && People.memberships(db, person).isEmpty()
                && kept.keepersOf(db, person).isEmpty();
    }

    /** Somebody leaves of their own accord; they stay signed in, for another of theirs. */
    void leave(Identity who, String organisation) {
        String person = who.person();
        database.run(db -> {
            Belonging.lock(db, organisation);
            Belonging.lockPerson(db, person);
            Role role = People.role(db, organisation, person)
                    .orElseThrow(() -> RefusedException.forbidden("you are no member of the organisation '"
                            + ShortText.of("organisation", organisation) + "'"));
            requireFree(db, organisation, person);
            if (role == Role.OWNER) {
                Belonging.requireAnotherOwner(db, organisation, person);
            }
            if (People.memberships(db, person).size() == 1) {
                throw RefusedException.conflict(
                        "this is the only organisation that you belong to: delete your account instead");
            }
            Belonging.moveSessions(db, organisation, person);
            Belonging.end(db, organisation, person);
            audit.write(db, who, organisation, "member.leave", person, "role=" + role.stored());
        });
    }

    private void requireFree(JdbcClient db, String organisation, String person) {
        if (organisation.equals(Tenant.LOCAL_ID) && person.equals(Tenant.LOCAL_ID)) {
            throw RefusedException.conflict("whoever began this installation stays its owner");
        }
        if (kept.keepersOf(db, person).contains(organisation)) {
            throw RefusedException.conflict(
                    "the directory of this organisation keeps you in it: whoever manages that lets you go");
        }
    }

    private static RefusedException missing(String organisation) {
        return RefusedException.absent("there is no organisation '" + ShortText.of("organisation", organisation) + "'");
    }
}
