package org.liaoyuan.server.organisation;

import java.util.List;
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
