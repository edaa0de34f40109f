package org.liaoyuan.server.scim;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.organisation.KeptPeople;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of people whom a directory keeps, for them and for signing in. */
@Component
public class ProvisionedPeople implements PersonalData, KeptPeople {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProvisionedPeople(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Whom the organisation's directory created under this id of its own; used inside {@code SystemDatabase}.
     *
     * @param externalId as SCIM told it, which some providers give as the subject of their ID tokens too
     * @return empty also where they are more than one
     */
    public Optional<String> named(JdbcClient db, String organisation, String externalId) {
        List<String> people = db.sql(
                        "select person from provisioned where organisation = ? and external_id = ? and made limit 2")
                .params(organisation, externalId)
                .query((row, number) -> row.getString(1))
                .list();
        return people.size() == 1 ? Optional.of(people.getFirst()) : Optional.empty();
    }

    @Override
    public List<String> keepersOf(JdbcClient db, String person) {
        return kept(db, "select v.organisation", "v.person", person);
    }

    @Override
    public List<String> keptBy(JdbcClient db, String organisation) {
        return kept(db, "select v.person", "v.organisation", organisation);
    }

    /** Whom somebody took out by hand has a row still, and is nobody's any more. */
    private static List<String> kept(JdbcClient db, String select, String column, String id) {
        return db.sql(select + " from provisioned v where " + column + " = ? and (v.role is not null or exists"
                        + " (select from membership m where m.organisation = v.organisation and m.person = v.person))")
                .param(id)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Override
    public void writeTo(Files files) throws IOException {
        String person = Tenant.current().person();
        files.add(
                "directory.json",
                Content.json(
                        json,
                        Map.of(
                                "provisioned",
                                PersonalData.rows(
                                        jdbc,
                                        "select organisation, external_id, made, role, created_at, changed_at"
                                                + " from provisioned where person = ?",
                                        person),
                                "groups",
                                PersonalData.rows(
                                        jdbc,
                                        "select g.organisation, g.name from directory_group_member m"
                                                + " join directory_group g on g.id = m.group_id where m.person = ?",
                                        person))));
    }
}
