package org.liaoyuan.server.assistant.frame;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The assistants that people made, in the database: those of the {@link Tenant} who asks, and what colleagues share. */
@Repository
class AssistantStore {

    private static final String OPEN = "(organisation = :organisation and (person = :person or shared))";

    /** A row. */
    record Kept(UUID id, boolean own, boolean shared, Definition definition) {}

    private final JdbcClient jdbc;

    AssistantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Kept> open() {
        return jdbc.sql("select *, person = :person as own from assistant where " + OPEN + " order by created_at, id")
                .params(Tenant.current().parameters())
                .query(AssistantStore::kept)
                .list();
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql("select *, person = :person as own from assistant where id = :id and " + OPEN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(AssistantStore::kept)
                .optional();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getBoolean("own"),
                row.getBoolean("shared"),
                new Definition(
                        ManifestReader.manifest(ManifestReader.kept(bytes(row, "manifest"))),
                        ManifestReader.eval(ManifestReader.kept(bytes(row, "eval")))));
    }

    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        return row.getString(column).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String name, Object content) {
        return new String(Archive.document(name, content), StandardCharsets.UTF_8);
    }

    int countOwn() {
        return jdbc.sql("select count(*) from assistant where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query(Integer.class)
                .single();
    }

    void add(UUID id, boolean shared, Definition definition) {
        Tenant owner = Tenant.current();
        jdbc.sql("""
                        insert into assistant (id, organisation, person, shared, manifest, eval)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb)""")
                .params(
                        id,
                        owner.organisation(),
                        owner.person(),
                        shared,
                        text(Archive.MANIFEST, definition.manifest()),
                        text(Archive.EVAL, definition.eval()))
                .update();
    }

    /** False if there is none of theirs. */
    boolean put(UUID id, boolean shared, Manifest manifest) {
        return jdbc.sql(
                                "update assistant set shared = :shared, manifest = :manifest::jsonb, updated_at = now() where id = :id and "
                                        + Tenant.OWN)
                        .params(Tenant.current().parameters())
                        .param("shared", shared)
                        .param("manifest", text(Archive.MANIFEST, manifest))
                        .param("id", id)
                        .update()
                > 0;
    }

    /** False if there is none of theirs. Whoever talked with it, colleagues too, goes on without it. */
    boolean delete(SystemDatabase database, Tenant owner, UUID id) {
        return database.ask(db -> {
            boolean deleted = db.sql("delete from assistant where id = ? and organisation = ? and person = ?")
                            .params(id, owner.organisation(), owner.person())
                            .update()
                    > 0;
            if (deleted) {
                db.sql("update conversation set assistant = null where organisation = ? and assistant = ?")
                        .params(owner.organisation(), id.toString())
                        .update();
                db.sql("delete from persona_choice where organisation = ? and assistant = ?")
                        .params(owner.organisation(), id.toString())
                        .update();
            }
            return deleted;
        });
    }
}
