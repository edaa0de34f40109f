package org.liaoyuan.server.account;

import java.io.IOException;
import java.util.Map;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who somebody is here: the account, where they are signed in, their keys' names and limits; no password, no secret, no hash of one. */
@Component
class AccountData implements PersonalData {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AccountData(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        String person = Tenant.current().person();
        Map<String, Object> all = Map.of(
                "account",
                PersonalData.rows(
                        jdbc,
                        "select id, name, display_name, email, language, created_at from person where id = ?",
                        person),
                "memberships",
                PersonalData.rows(
                        jdbc, "select organisation, role, created_at from membership where person = ?", person),
                "sessions",
                PersonalData.rows(
                        jdbc,
                        "select user_agent, address, created_at, last_seen_at, revoked_at from session where person = ?",
                        person),
                "keys",
                PersonalData.rows(
                        jdbc,
                        "select name, prefix, scopes::text, models::text, routes::text, spaces::text, requests_per_minute,"
                                + " tokens_per_minute, created_at, expires_at, last_used_at, revoked_at"
                                + " from api_key where person = ?",
                        person));
        files.add("account.json", Content.json(json, all));
    }
}
