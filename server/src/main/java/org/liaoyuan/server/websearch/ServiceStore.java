package org.liaoyuan.server.websearch;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.vault.KeyVault;
import org.liaoyuan.server.websearch.ask.Kind;
import org.liaoyuan.server.websearch.ask.SearchService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The services in the database, in the order in which they are asked. */
@Component
class ServiceStore {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceStore.class);
    private static final int MOST = 20;
    private static final String COLUMNS = "select id, kind, address, sealed_key from web_search_service ";

    private final SystemDatabase database;
    private final KeyVault vault;

    ServiceStore(SystemDatabase database, KeyVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** Without those that can't be read: another version's, or one whose key does not open. */
    List<SearchService> all() {
        return kept().stream().map(this::opened).flatMap(Optional::stream).toList();
    }

    /** A row. */
    private record Kept(UUID id, String kind, String address, byte @Nullable [] sealed) {}

    /**
     * A service as the API shows it.
     *
     * @param hasKey whether a key is kept
     * @param problem why it can't be asked; null where it can
     */
    @Schema(name = "WebService")
    record View(
            UUID id,
            String kind,
            String address,
            boolean hasKey,
            @Nullable String problem) {}

    List<View> views() {
        return kept().stream().map(this::view).toList();
    }

    private View view(Kept row) {
        String problem = null;
        try {
            open(row);
        } catch (IllegalStateException | IllegalArgumentException e) {
            problem = e.getMessage();
        }
        return new View(row.id, row.kind, row.address, row.sealed != null, problem);
    }

    private List<Kept> kept() {
        return database.ask(db -> db.sql(COLUMNS + "order by position, created_at, id")
                .query(ServiceStore::row)
                .list());
    }

    private static Kept row(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("address"),
                row.getBytes("sealed_key"));
    }

    private Optional<SearchService> opened(Kept row) {
        try {
            return Optional.of(open(row));
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.warn("the search service {} can't be asked: {}", row.kind, e.getMessage());
            return Optional.empty();
        }
    }

    private SearchService open(Kept row) {
        String key = row.sealed == null ? "" : vault.open(SealedSearchKeys.place(row.id), row.sealed);
        return new SearchService(row.id, Kind.valueOf(row.kind), row.address, key);
    }

    /** @throws RefusedException if there is none, or it can't be read */
    SearchService get(UUID id) {
        Kept row = database.<Optional<Kept>>ask(db -> db.sql(COLUMNS + "where id = ?")
                        .param(id)
                        .query(ServiceStore::row)
                        .optional())
                .orElseThrow(() -> missing(id));
        try {
            return open(row);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw RefusedException.conflict(String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException missing(UUID id) {
        return RefusedException.absent("There is no search service " + id);
    }

    /** Puts it last. */
    void add(SearchService service) {
        byte @Nullable [] sealed = sealed(service);
        database.run(db -> {
            lock(db);
            int count = db.sql("select count(*) from web_search_service")
                    .query(Integer.class)
                    .single();
            if (count >= MOST) {
                throw RefusedException.conflict("There are " + count + " search services; remove one first");
            }
            db.sql("""
                            insert into web_search_service (id, kind, address, sealed_key, position)
                            select ?, ?, ?, ?, coalesce(max(position), 0) + 1 from web_search_service""")
                    .param(1, service.id())
                    .param(2, service.kind().name())
                    .param(3, service.address())
                    .param(4, sealed, Types.BINARY)
                    .update();
        });
    }

    void change(SearchService service) {
        byte @Nullable [] sealed = sealed(service);
        database.run(db -> {
            int changed = db.sql(
                            "update web_search_service set address = ?, sealed_key = ?, updated_at = now() where id = ?")
                    .param(1, service.address())
                    .param(2, sealed, Types.BINARY)
                    .param(3, service.id())
                    .update();
            if (changed == 0) {
                throw missing(service.id());
            }
        });
    }

    private byte @Nullable [] sealed(SearchService service) {
        return service.key().isEmpty() ? null : vault.seal(SealedSearchKeys.place(service.id()), service.key());
    }

    void remove(UUID id) {
        database.run(db -> {
            if (db.sql("delete from web_search_service where id = ?").param(id).update() == 0) {
                throw missing(id);
            }
        });
    }

    /** @throws IllegalArgumentException if these are not all of them, each once */
    void order(List<UUID> ids) {
        database.run(db -> {
            lock(db);
            Set<UUID> all = db.sql("select id from web_search_service")
                    .query((row, number) -> row.getObject("id", UUID.class))
                    .set();
            if (ids.size() != all.size() || !Set.copyOf(new HashSet<>(ids)).equals(all)) {
                throw new IllegalArgumentException("ids has " + ids.size() + " entries; expected each of the "
                        + all.size() + " services once: read them again");
            }
            for (int i = 0; i < ids.size(); i++) {
                db.sql("update web_search_service set position = ? where id = ?")
                        .params(i + 1, ids.get(i))
                        .update();
            }
        });
    }

    /** Who changes the list waits for who does. */
    private static void lock(JdbcClient db) {
        db.sql("select one from web_search_switch for update")
                .query(Boolean.class)
                .single();
    }
}
