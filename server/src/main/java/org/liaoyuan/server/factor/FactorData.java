package org.liaoyuan.server.factor;

import java.io.IOException;
import java.util.Map;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which second factors somebody has, with names and dates; no secret, no key, no code. */
@Component
class FactorData implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    FactorData(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        String person = Tenant.current().person();
        Map<String, Object> all = Map.of(
                "passkeys",
                PersonalData.rows(
                        jdbc,
                        "select name, rp_id as host, created_at, last_used_at from passkey where person = ?",
                        person),
                "authenticator",
                PersonalData.rows(jdbc, "select created_at, confirmed_at from authenticator where person = ?", person),
                "recoveryCodes",
                PersonalData.rows(jdbc, "select used_at from recovery_code where person = ?", person));
        files.add("second-factors.json", Content.json(json, all));
    }
}
