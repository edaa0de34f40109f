package org.liaoyuan.server.organisation;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Into which organisations somebody is asked. */
@Component
class InvitationData implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InvitationData(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        String person = Tenant.current().person();
        files.add(
                "invitations.json",
                Content.json(
                        json,
                        PersonalData.rows(
                                jdbc,
                                "select organisation, name, role, created_at, expires_at, declined_at"
                                        + " from invitation where person = ?",
                                person)));
    }
}
