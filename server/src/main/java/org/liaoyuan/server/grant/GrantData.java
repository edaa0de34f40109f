package org.liaoyuan.server.grant;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is kept for somebody by name, to take along. */
@Component
class GrantData implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    GrantData(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        Tenant tenant = Tenant.current();
        var rows = jdbc.sql(
                        "select kind, resource from resource_grant where organisation = ? and person = ? order by 1, 2")
                .params(tenant.organisation(), tenant.person())
                .query()
                .listOfRows();
        files.add("grants.json", Content.json(json, rows));
    }
}
