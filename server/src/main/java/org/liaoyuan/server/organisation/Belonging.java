package org.liaoyuan.server.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of every change of who belongs to an organisation, whoever makes it. Used inside {@code SystemDatabase}. */
public final class Belonging {

    private Belonging() {}

    /** Two changes at the same time could each leave the other as the last owner: one waits here for the other's end. */
    public static void lock(JdbcClient db, String organisation) {
        db.sql("select id from organisation where id = ? for update")
                .param(organisation)
                .query()
                .listOfRows();
    }

    /** As {@link #lock}, of the organisations that somebody belongs to: none comes or goes. Taken after the organisation's. */
    public static void lockPerson(JdbcClient db, String person) {
        db.sql("select id from person where id = ? for update")
                .param(person)
                .query()
                .listOfRows();
    }

    /** Everybody who belongs to it. */
    static List<String> members(JdbcClient db, String organisation) {
        return db.sql("select person from membership where organisation = ?")
                .param(organisation)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Whether the organisation has an owner beside this person. */
    public static boolean hasAnotherOwner(JdbcClient db, String organisation, String person) {
        return db.sql(
                        "select exists (select from membership where organisation = ? and role = 'owner' and person <> ?)")
                .params(organisation, person)
                .query(Boolean.class)
                .single();
    }

    /** @throws RefusedException if the organisation would have no owner without this person */
    public static void requireAnotherOwner(JdbcClient db, String organisation, String person) {
        if (!hasAnotherOwner(db, organisation, person)) {
            throw RefusedException.conflict("an organisation needs an owner: make somebody else one first");
        }
    }

    /**
     * Sessions that act for this organisation act for the first other one of their people; those of people without another stay.
     *
     * @param person whose; null for everybody's
     */
    static void moveSessions(JdbcClient db, String organisation, @Nullable String person) {
        db.sql("""
                        update session s set organisation =
                          (select m.organisation from membership m where m.person = s.person and m.organisation <> :organisation
                           order by m.created_at, m.organisation limit 1)
                        where s.organisation = :organisation and s.person = coalesce(:person, s.person)
                          and exists (select from membership m where m.person = s.person and m.organisation <> :organisation)""")
                .param("organisation", organisation)
                .param("person", person, java.sql.Types.VARCHAR)
                .update();
    }

    /** Ends somebody's belonging, and with it their sessions and keys there. */
    public static void end(JdbcClient db, String organisation, String person) {
        db.sql("delete from membership where organisation = ? and person = ?")
                .params(organisation, person)
                .update();
        for (String table : List.of("session", "api_key")) {
            db.sql("update " + table
                            + " set revoked_at = now() where organisation = ? and person = ? and revoked_at is null")
                    .params(organisation, person)
                    .update();
        }
    }
}
