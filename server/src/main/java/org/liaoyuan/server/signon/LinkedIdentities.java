package org.liaoyuan.server.signon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is who elsewhere. Used inside {@link org.liaoyuan.server.access.SystemDatabase}. */
@Component
class LinkedIdentities {

    /**
     * Who somebody is elsewhere, as they see it.
     *
     * @param name as the provider calls them
     */
    record LinkedIdentity(UUID id, String issuer, String name, Instant createdAt, Instant usedAt) {}

    /** Whose it is; notes that it was used. */
    Optional<String> use(JdbcClient jdbc, String organisation, Attested attested) {
        return jdbc.sql("""
                        update linked_identity set used_at = now(), name = ?
                        where organisation = ? and issuer = ? and subject = ? returning person""")
                .params(attested.label(), organisation, attested.issuer(), attested.subject())
                .query(String.class)
                .optional();
    }

    /** @return false if it is linked already, with whomever */
    boolean add(JdbcClient jdbc, String organisation, String person, Attested attested) {
        return jdbc.sql("""
                        insert into linked_identity (organisation, person, issuer, subject, name) values (?, ?, ?, ?, ?)
                        on conflict (organisation, issuer, subject) do nothing""")
                        .params(organisation, person, attested.issuer(), attested.subject(), attested.label())
                        .update()
                > 0;
    }

    List<LinkedIdentity> of(JdbcClient jdbc, String organisation, String person) {
        return jdbc.sql("""
                        select id, issuer, name, created_at, used_at from linked_identity
                        where organisation = ? and person = ? order by created_at, id limit 100""")
                .params(organisation, person)
                .query((row, number) -> new LinkedIdentity(
                        row.getObject("id", UUID.class),
                        row.getString("issuer"),
                        row.getString("name"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("used_at").toInstant()))
                .list();
    }

    /** @return the issuer; empty if it is not theirs */
    Optional<String> remove(JdbcClient jdbc, String organisation, String person, UUID id) {
        return jdbc.sql("delete from linked_identity where organisation = ? and person = ? and id = ? returning issuer")
                .params(organisation, person, id)
                .query(String.class)
                .optional();
    }
}
