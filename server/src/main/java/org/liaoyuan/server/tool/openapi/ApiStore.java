package org.liaoyuan.server.tool.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.tool.Connectors;
import org.liaoyuan.server.tool.Headers;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The APIs of organisations. Headers go in, and out to the API alone. What an API can do, {@link OperationStore} keeps. */
@Component
class ApiStore {

    private static final int MOST = 100;
    private static final String VIEW = """
            select c.id, c.name, c.url, c.document_url, c.title, c.version, c.headers,
              (select count(*) from openapi_operation o where o.connection = c.id) as operations
            from openapi_connection c where c.organisation = :organisation\s""";
    private static final JsonMapper JSON = new JsonMapper();

    private final SystemDatabase database;
    private final KeyVault vault;
    private final Connectors connectors;
    private final OperationStore operations;

    ApiStore(SystemDatabase database, KeyVault vault, Connectors connectors, OperationStore operations) {
        this.database = database;
        this.vault = vault;
        this.connectors = connectors;
        this.operations = operations;
    }

    /**
     * As it is shown.
     *
     * @param url where it is called
     * @param documentUrl where its document was read from; null where it was given as text
     * @param title in the document's words
     * @param version in the document's words
     * @param operations how many there are
     * @param headers names of those that are kept
     */
    @Schema(name = "OpenApiConnection")
    record View(
            UUID id,
            String name,
            String url,
            @Nullable String documentUrl,
            String title,
            String version,
            int operations,
            List<String> headers) {}

    private static View view(ResultSet row, int number) throws SQLException {
        return new View(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                row.getString("document_url"),
                row.getString("title"),
                row.getString("version"),
                row.getInt("operations"),
                List.of((String[]) row.getArray("headers").getArray()));
    }

    List<View> list(String organisation) {
        return database.ask(db -> db.sql(VIEW + "order by c.name")
                .param("organisation", organisation)
                .query(ApiStore::view)
                .list());
    }

    /** @throws RefusedException if there is none */
    View view(String organisation, UUID id) {
        return database.<Optional<View>>ask(db -> db.sql(VIEW + "and c.id = :id")
                        .param("organisation", organisation)
                        .param("id", id)
                        .query(ApiStore::view)
                        .optional())
                .orElseThrow(() -> RefusedException.missing("API", id));
    }

    /** Names of all, in order. */
    List<String> names(String organisation) {
        return list(organisation).stream().map(View::name).toList();
    }

    /** For whoever builds agents. */
    Optional<Api> find(String organisation, String name) {
        return database.ask(db -> db.sql(
                        "select id, name, url, sealed_headers, schemas from openapi_connection where organisation = ? and name = ?")
                .params(organisation, name)
                .query((row, number) -> opened(row))
                .optional());
    }

    /** For a run. @throws ToolFailure if there is none, or it is not for them */
    Api open(Identity who, String name) {
        Api api = find(who.organisation(), name)
                .orElseThrow(() -> new ToolFailure(
                        Reason.VALUE, "there is no API '" + name + "' in this organisation; an administrator adds it"));
        connectors.require(who, Connectors.To.OPENAPI, name);
        return api;
    }

    private Api opened(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte @Nullable [] sealed = row.getBytes("sealed_headers");
        return new Api(
                id,
                row.getString("name"),
                URI.create(row.getString("url")),
                sealed == null ? Map.of() : Headers.read(vault.open(SealedApiHeaders.place(id), sealed)),
                JSON.readTree(row.getString("schemas")));
    }

    /** @throws RefusedException if there is one of that name, or there are too many */
    void add(String organisation, UUID id, WantedApi wanted, ApiDocument document) {
        Map<String, String> headers = wanted.headers() == null ? Map.of() : wanted.headers();
        byte @Nullable [] sealed = sealed(id, headers);
        try {
            database.run(db -> {
                int count = db.sql("select count(*) from openapi_connection where organisation = ?")
                        .param(organisation)
                        .query(Integer.class)
                        .single();
                if (count >= MOST) {
                    throw RefusedException.conflict("There are " + count + " APIs; remove one first");
                }
                db.sql("""
                                insert into openapi_connection
                                  (id, organisation, name, url, document_url, title, version, schemas, left_out, sealed_headers, headers)
                                values (?, ?, ?, ?, ?, '', '', '{}', '[]', ?, ?)""")
                        .param(1, id)
                        .param(2, organisation)
                        .param(3, wanted.name())
                        .param(4, wanted.address().toString())
                        .param(5, wanted.documentUrl().isEmpty() ? null : wanted.documentUrl(), Types.VARCHAR)
                        .param(6, sealed, Types.BINARY)
                        .param(7, Headers.names(headers))
                        .update();
                operations.keep(db, organisation, id, document);
            });
        } catch (DuplicateKeyException e) {
            throw RefusedException.conflict("There is an API '" + wanted.name() + "' already");
        }
    }

    /**
     * Changes all but the name, by which nodes and rules know it.
     *
     * @throws IllegalArgumentException if it leads elsewhere and the headers, which are meant for where it led, are not given again
     * @throws RefusedException if an operation that only read would now do more: agents were checked for what it did
     */
    void change(String organisation, UUID id, WantedApi wanted) {
        View old = view(organisation, id);
        Map<String, String> headers = wanted.headers();
        if (headers == null
                && !old.headers().isEmpty()
                && !old.url().equals(wanted.address().toString())) {
            throw new IllegalArgumentException(
                    "headers is missing; expected them again, or {} for none, where the address changes");
        }
        ApiDocument document = wanted.document();
        database.run(db -> {
            db.sql("update openapi_connection set url = ?, changed_at = now() where organisation = ? and id = ?")
                    .params(wanted.address().toString(), organisation, id)
                    .update();
            if (document != null) {
                operations.requireNoMore(db, id, document);
                db.sql("update openapi_connection set document_url = ? where organisation = ? and id = ?")
                        .param(1, wanted.documentUrl().isEmpty() ? null : wanted.documentUrl(), Types.VARCHAR)
                        .param(2, organisation)
                        .param(3, id)
                        .update();
                operations.keep(db, organisation, id, document);
            }
            if (headers != null) {
                db.sql(
                                "update openapi_connection set sealed_headers = ?, headers = ? where organisation = ? and id = ?")
                        .param(1, sealed(id, headers), Types.BINARY)
                        .param(2, Headers.names(headers))
                        .param(3, organisation)
                        .param(4, id)
                        .update();
            }
        });
    }

    private byte @Nullable [] sealed(UUID id, Map<String, String> headers) {
        return headers.isEmpty() ? null : vault.seal(SealedApiHeaders.place(id), Headers.written(headers));
    }

    /** @throws RefusedException if there is none */
    void remove(String organisation, UUID id) {
        View old = view(organisation, id);
        database.run(db -> db.sql("delete from openapi_connection where organisation = ? and id = ?")
                .params(organisation, old.id())
                .update());
    }
}
