package org.liaoyuan.server.account;

import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The end of an account. What is the person's goes with them (the tables' references see to that); what the organisation must be
 * able to show stays without them: what was used, and in the audit log that there was somebody and that they left.
 */
@Component
public class Departure {

    /** Stands in the ledger for people and organisations that are gone. */
    public static final String GONE = "deleted";

    private final SystemDatabase database;
    private final Audit audit;

    Departure(SystemDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** @throws RefusedException if an organisation would be left without an owner */
    void of(Identity who) {
        database.run(db -> of(db, who, who.person()));
    }

    /**
     * Of somebody else, where that is allowed; used inside {@link SystemDatabase}.
     *
     * @param who whose deed it is
     * @throws RefusedException if an organisation would be left without an owner
     */
    public void of(JdbcClient db, Identity who, String person) {
        if (person.equals(Tenant.LOCAL_ID)) {
            throw RefusedException.conflict("the account that this installation began with stays as long as it does;"
                    + " delete the data folder to delete everything");
        }
        List<String> ownerless = db.sql("""
                        select o.name from membership m join organisation o on o.id = m.organisation
                        where m.person = :person and m.role = 'owner'
                          and not exists (select from membership other where other.organisation = m.organisation
                            and other.person <> :person and other.role = 'owner')
                          and exists (select from membership other where other.organisation = m.organisation
                            and other.person <> :person)""")
                .param("person", person)
                .query((row, number) -> row.getString(1))
                .list();
        if (!ownerless.isEmpty()) {
            throw RefusedException.conflict("this is the only owner of " + String.join(", ", ownerless)
                    + ": make somebody else an owner, or remove its members first");
        }
        audit.write(db, who, "person.delete", person, "");
        db.sql("update ledger_entry set person = ?, key = '' where person = ?")
                .params(GONE, person)
                .update();
        db.sql("delete from budget where subject = 'person' and subject_id = ?")
                .param(person)
                .update();
        db.sql("""
                        delete from organisation o where o.id <> :local
                          and exists (select from membership m where m.organisation = o.id and m.person = :person)
                          and not exists (select from membership m where m.organisation = o.id and m.person <> :person)""").param("local", Tenant.LOCAL_ID).param("person", person).update();
        db.sql("delete from person where id = ?").param(person).update();
    }
}
