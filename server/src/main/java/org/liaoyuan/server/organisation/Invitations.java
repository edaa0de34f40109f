package org.liaoyuan.server.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.account.Throttle;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks people who have an account into another organisation.
 *
 * <p>Guarantees: what the organisation is answered and shown does not depend on whether the name is anybody's, nor on whether they
 * declined; whoever takes the name later was not meant; nobody is made more than whoever invites them is; an invitation ends by
 * itself; what is tried too often, by name or by organisation, waits. What the person sees of it: {@link Offers}.
 */
@Component
class Invitations {

    static final Duration VALID = Duration.ofDays(14);

    private static final int MOST = 200;

    private final SystemDatabase database;
    private final KeptPeople kept;
    private final Throttle throttle;
    private final Audit audit;

    Invitations(SystemDatabase database, KeptPeople kept, Throttle throttle, Audit audit) {
        this.database = database;
        this.kept = kept;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * As the organisation sees it.
     *
     * @param name as it was typed; whether it is anybody's is not told
     */
    record Invitation(UUID id, String name, Role role, Instant createdAt, Instant expiresAt) {

        static Invitation of(ResultSet row, int number) throws SQLException {
            return new Invitation(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    Role.ofStored(row.getString("role")),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("expires_at").toInstant());
        }
    }

    /** Those that have not ended, also those that were declined. */
    List<Invitation> list(Identity who) {
        return database.ask(db -> db.sql(
                        "select * from invitation where organisation = ? and expires_at > now() order by created_at desc, id")
                .param(who.organisation())
                .query(Invitation::of)
                .list());
    }

    /** A new one, or the one that this name has for another while. */
    Invitation invite(Identity who, @Nullable String wanted, Role role) {
        who.requireReach(role);
        String name = People.name(wanted);
        throttle.begin("invitation of " + name + " to " + who.organisation(), "invitations to " + who.organisation());
        return database.ask(db -> {
            Belonging.lock(db, who.organisation());
            db.sql("delete from invitation where expires_at <= now()").update();
            List<Invitation> all = db.sql("select * from invitation where organisation = ?")
                    .param(who.organisation())
                    .query(Invitation::of)
                    .list();
            Optional<Invitation> before =
                    all.stream().filter(i -> i.name().equals(name)).findFirst();
            before.ifPresent(i -> who.requireReach(i.role()));
            if (before.isEmpty() && all.size() >= MOST) {
                throw RefusedException.conflict(
                        "an organisation invites at most " + MOST + " people at a time: withdraw an invitation first");
            }
            String person = People.byName(db, name).map(People.Person::id).orElse(null);
            if (person != null) {
                requireOutside(db, who.organisation(), person);
            }
            Invitation made = db.sql("""
                            insert into invitation (id, organisation, name, person, role, expires_at)
                            values (?, ?, ?, ?, ?, now() + ? * interval '1 second')
                            on conflict (organisation, name) do update set person = excluded.person, role = excluded.role,
                              created_at = now(), expires_at = excluded.expires_at, declined_at = null
                            returning *""")
                    .params(Arrays.asList(
                            UUID.randomUUID(), who.organisation(), name, person, role.stored(), VALID.toSeconds()))
                    .query(Invitation::of)
                    .single();
            // not the person: that would tell whether there is one
            audit.write(db, who, "invitation.create", made.id().toString(), "role=" + role.stored());
            return made;
        });
    }

    /** Of its own people an organisation knows: they are among its members, or its directory keeps them. */
    private void requireOutside(JdbcClient db, String organisation, String person) {
        if (People.role(db, organisation, person).isPresent()) {
            throw RefusedException.conflict("they belong to this organisation already");
        }
        if (kept.keepersOf(db, person).contains(organisation)) {
            throw RefusedException.conflict("the directory of this organisation bars them: let them back there");
        }
    }

    void withdraw(Identity who, UUID id) {
        database.run(db -> {
            Belonging.lock(db, who.organisation());
            Role role = db.sql("select role from invitation where id = ? and organisation = ?")
                    .params(id, who.organisation())
                    .query(String.class)
                    .optional()
                    .map(Role::ofStored)
                    .orElseThrow(() -> RefusedException.missing("invitation", id));
            who.requireReach(role);
            db.sql("delete from invitation where id = ?").param(id).update();
            audit.write(db, who, "invitation.withdraw", id.toString(), "role=" + role.stored());
        });
    }
}
