package org.liaoyuan.server.openai.responses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liaoyuan.server.account.PersonalData;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Somebody's kept responses to take along, each with what it was made of. */
@Component
class ResponseData implements PersonalData {

    private final JdbcClient jdbc;

    ResponseData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Kept(String id, String input, String response) {}

    @Override
    public void writeTo(Files files) throws IOException {
        List<String> ids = jdbc.sql("select id from response where " + Tenant.OWN + " order by created_at")
                .params(Tenant.current().parameters())
                .query((row, number) -> row.getString(1))
                .list();
        for (String id : ids) {
            var found = jdbc.sql("select id, input, response from response where id = :id and " + Tenant.OWN)
                    .params(Tenant.current().parameters())
                    .param("id", id)
                    .query(Kept.class)
                    .optional();
            if (found.isPresent()) {
                Kept kept = found.get();
                files.add(
                        "responses/" + id + ".json",
                        out -> out.write(("{\"input\":" + kept.input() + ",\n\"response\":" + kept.response() + "}\n")
                                .getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
