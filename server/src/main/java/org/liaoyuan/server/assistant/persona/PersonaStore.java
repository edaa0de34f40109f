package org.liaoyuan.server.assistant.persona;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.liaoyuan.server.assistant.persona.Persona.Style;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Personas that people made, and which they want where: those of the {@link Tenant} who asks. */
@Repository
class PersonaStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PersonaStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Persona> own() {
        return jdbc.sql("select * from persona where " + Tenant.OWN + " order by created_at, id")
                .params(Tenant.current().parameters())
                .query(this::persona)
                .list();
    }

    private Persona persona(ResultSet row, int number) throws SQLException {
        return new Persona(
                row.getObject("id", UUID.class).toString(),
                true,
                StyleReader.style(json.readTree(row.getString("definition"))));
    }

    void add(UUID id, Style style) {
        Tenant owner = Tenant.current();
        jdbc.sql("insert into persona (id, organisation, person, definition) values (?, ?, ?, ?::jsonb)")
                .params(id, owner.organisation(), owner.person(), json.writeValueAsString(style))
                .update();
    }

    /** False if there is none of theirs. */
    boolean put(UUID id, Style style) {
        return jdbc.sql("update persona set definition = :definition::jsonb where id = :id and " + Tenant.OWN)
                        .params(Tenant.current().parameters())
                        .param("definition", json.writeValueAsString(style))
                        .param("id", id)
                        .update()
                > 0;
    }

    /** With where it was wanted; conversations that had it go on without. False if there is none of theirs. */
    @Transactional
    boolean delete(UUID id) {
        boolean deleted = change("delete from persona where id::text = :id and " + Tenant.OWN, id.toString());
        if (deleted) {
            change("delete from persona_choice where persona = :id and " + Tenant.OWN, id.toString());
            change("update conversation set persona = null where persona = :id and " + Tenant.OWN, id.toString());
        }
        return deleted;
    }

    private boolean change(String sql, String id) {
        return jdbc.sql(sql)
                        .params(Tenant.current().parameters())
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Persona by assistant; by the empty name: everywhere. */
    Map<String, String> choices() {
        Map<String, String> all = new TreeMap<>();
        jdbc.sql("select assistant, persona from persona_choice where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query((ResultSet row) -> {
                    all.put(row.getString("assistant"), row.getString("persona"));
                });
        return all;
    }

    void choose(String assistant, String persona) {
        Tenant owner = Tenant.current();
        jdbc.sql("""
                        insert into persona_choice (organisation, person, assistant, persona) values (?, ?, ?, ?)
                        on conflict (organisation, person, assistant) do update set persona = excluded.persona""")
                .params(owner.organisation(), owner.person(), assistant, persona)
                .update();
    }

    void unchoose(String assistant) {
        change("delete from persona_choice where assistant = :id and " + Tenant.OWN, assistant);
    }
}
