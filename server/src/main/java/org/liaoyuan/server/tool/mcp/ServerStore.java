package org.liaoyuan.server.tool.mcp;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.tool.Connectors;
import org.liaoyuan.server.tool.Headers;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The servers of organisations, and the operator's programs beside them. Headers go in, and out to the server alone. */
@Component
class ServerStore {

    private static final int MOST = 100;
    private static final String COLUMNS = "select id, name, url, sealed_headers, headers from mcp_server ";

    private final SystemDatabase database;
    private final KeyVault vault;
    private final Connectors connectors;
    private final McpSettings settings;

    ServerStore(SystemDatabase database, KeyVault vault, Connectors connectors, McpSettings settings) {
        this.database = database;
        this.vault = vault;
        this.connectors = connectors;
        this.settings = settings;
    }

    /**
     * As it is shown.
     *
     * @param id null for a program of the operator's, which is changed in the settings
     * @param url null for such a program
     * @param headers names of those that are kept
     */
    @Schema(name = "McpServer")
    record View(@Nullable UUID id, String name, @Nullable String url, List<String> headers) {}

    private record Kept(UUID id, String name, String url, byte @Nullable [] sealed, List<String> headers) {

        View view() {
            return new View(id, name, url, headers);
        }
    }

    private static Kept row(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                row.getBytes("sealed_headers"),
                List.of((String[]) row.getArray("headers").getArray()));
    }

    List<View> list(String organisation) {
        List<View> kept = database.ask(db -> db
                .sql(COLUMNS + "where organisation = ? order by name")
                .param(organisation)
                .query(ServerStore::row)
                .list()
                .stream()
                .map(Kept::view)
                .toList());
        return Stream.concat(
                        kept.stream(),
                        programs(organisation).keySet().stream().map(name -> new View(null, name, null, List.of())))
                .toList();
    }

    private Map<String, McpSettings.Command> programs(String organisation) {
        return organisation.equals(Tenant.LOCAL_ID) ? new TreeMap<>(settings.programs()) : Map.of();
    }

    /** @throws RefusedException if there is none */
    View view(String organisation, UUID id) {
        return kept(organisation, id).view();
    }

    private Kept kept(String organisation, UUID id) {
        return database.<Optional<Kept>>ask(db -> db.sql(COLUMNS + "where organisation = ? and id = ?")
                        .params(organisation, id)
                        .query(ServerStore::row)
                        .optional())
                .orElseThrow(() -> RefusedException.missing("MCP server", id));
    }

    /** For whoever builds agents. */
    Optional<McpServer> find(String organisation, String name) {
        return database.<Optional<Kept>>ask(db -> db.sql(COLUMNS + "where organisation = ? and name = ?")
                        .params(organisation, name)
                        .query(ServerStore::row)
                        .optional())
                .<McpServer>map(this::opened)
                .or(() -> Optional.ofNullable(programs(organisation).get(name))
                        .map(program -> new McpServer.Program(name, program.command(), program.environment())));
    }

    /** For a run. @throws ToolFailure if there is none, or it is not for them */
    McpServer open(Identity who, String name) {
        McpServer server = find(who.organisation(), name)
                .orElseThrow(() -> new ToolFailure(
                        Reason.VALUE,
                        "there is no MCP server '" + name + "' in this organisation; an administrator adds it"));
        connectors.require(who, Connectors.To.MCP, name);
        return server;
    }

    private McpServer opened(Kept row) {
        Map<String, String> headers =
                row.sealed == null ? Map.of() : Headers.read(vault.open(SealedHeaders.place(row.id), row.sealed));
        return new McpServer.Remote(row.name, URI.create(row.url), headers);
    }

    /** @throws RefusedException if there is one of that name, or there are too many */
    void add(String organisation, UUID id, WantedServer wanted) {
        if (programs(organisation).containsKey(wanted.name())) {
            throw taken(wanted.name());
        }
        Map<String, String> headers = wanted.headers() == null ? Map.of() : wanted.headers();
        byte @Nullable [] sealed = sealed(id, headers);
        try {
            database.run(db -> {
                int count = db.sql("select count(*) from mcp_server where organisation = ?")
                        .param(organisation)
                        .query(Integer.class)
                        .single();
                if (count >= MOST) {
                    throw RefusedException.conflict("There are " + count + " MCP servers; remove one first");
                }
                db.sql("""
                                insert into mcp_server (id, organisation, name, url, sealed_headers, headers)
                                values (?, ?, ?, ?, ?, ?)""")
                        .param(1, id)
                        .param(2, organisation)
                        .param(3, wanted.name())
                        .param(4, wanted.address().toString())
                        .param(5, sealed, Types.BINARY)
                        .param(6, Headers.names(headers))
                        .update();
            });
        } catch (DuplicateKeyException e) {
            throw taken(wanted.name());
        }
    }

    private static RefusedException taken(String name) {
        return RefusedException.conflict("There is an MCP server '" + name + "' already");
    }

    /**
     * Changes all but the name, by which nodes and rules know it.
     *
     * @throws IllegalArgumentException if it leads elsewhere and the headers, which are meant for where it led, are not given again
     */
    void change(String organisation, UUID id, WantedServer wanted) {
        Kept old = kept(organisation, id);
        Map<String, String> headers = wanted.headers();
        if (headers == null
                && old.sealed != null
                && !old.url.equals(wanted.address().toString())) {
            throw new IllegalArgumentException(
                    "headers is missing; expected them again, or {} for none, where the address changes");
        }
        byte @Nullable [] sealed = headers == null ? old.sealed : sealed(id, headers);
        database.run(db -> db.sql("""
                        update mcp_server set url = ?, sealed_headers = ?, headers = ?, changed_at = now()
                        where organisation = ? and id = ?""")
                .param(1, wanted.address().toString())
                .param(2, sealed, Types.BINARY)
                .param(3, headers == null ? old.headers.toArray(String[]::new) : Headers.names(headers))
                .param(4, organisation)
                .param(5, id)
                .update());
    }

    private byte @Nullable [] sealed(UUID id, Map<String, String> headers) {
        return headers.isEmpty() ? null : vault.seal(SealedHeaders.place(id), Headers.written(headers));
    }

    /** @throws RefusedException if there is none */
    void remove(String organisation, UUID id) {
        kept(organisation, id);
        database.run(db -> db.sql("delete from mcp_server where organisation = ? and id = ?")
                .params(organisation, id)
                .update());
    }
}
