package org.liaoyuan.server.signon;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who somebody is elsewhere, to take along. */
@Component
class SignOnData implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SignOnData(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        Tenant tenant = Tenant.current();
        var rows = jdbc.sql("""
                        select issuer, subject, name, created_at, used_at from linked_identity
                        where organisation = ? and person = ? order by created_at, id""")
                .params(tenant.organisation(), tenant.person())
                .query()
                .listOfRows();
        files.add("identities.json", Content.json(json, rows));
        var groups = jdbc.sql("select group_name from person_group where organisation = ? and person = ? order by 1")
                .params(tenant.organisation(), tenant.person())
                .query()
                .listOfRows();
        files.add("groups.json", Content.json(json, groups));
    }
}
