package org.liaoyuan.server.space;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Folders that are followed, in the database. */
@Repository
class WatchStore {

    private static final String COUNTS = """
            select w.*, p.name as who,
              (select count(*) from space_watched_file f where f.watch = w.id and f.state = 'KEPT') as files,
              (select count(*) from space_watched_file f where f.watch = w.id and f.state = 'LEFT' and f.reason <> '') + w.more_left as left_out,
              (select count(*) from space_watched_file f where f.watch = w.id and f.state = 'DROPPED') as dropped,
              (select count(*) from space_watched_file f where f.watch = w.id and f.state = 'GONE') as gone,
              (select count(*) from space_watched_file f where f.watch = w.id and f.state = 'REMOVED') as removed,
              (select count(*) from space_document d where d.watch = w.id and d.state in ('WAITING', 'READING')) as waiting,
              (select count(*) from space_document d where d.watch = w.id and d.state = 'FAILED') as failed
            from space_watch w join person p on p.id = w.person\s""";

    private final JdbcClient jdbc;
    private final SystemDatabase database;
    private final Node node;

    WatchStore(JdbcClient jdbc, SystemDatabase database, Node node) {
        this.jdbc = jdbc;
        this.database = database;
        this.node = node;
    }

    /**
     * What following one needs.
     *
     * @param directory as {@link FolderPlace#key} said when there were files in it last
     */
    record Watch(
            UUID id,
            Tenant owner,
            UUID space,
            String path,
            String name,
            boolean configured,
            @Nullable String directory) {}

    /** All of the installation: those of who asks, and those of others that are followed. */
    List<WatchedFolder> list() {
        Tenant asks = Tenant.current();
        return database.ask(db -> db.sql(COUNTS + "order by w.name, w.id")
                .query((row, number) -> folder(row, asks))
                .list());
    }

    WatchedFolder get(UUID id) {
        return list().stream()
                .filter(folder -> folder.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RefusedException.missing("folder that is followed", id));
    }

    /** One of who asks. */
    Watch own(UUID id) {
        return jdbc.sql("select * from space_watch where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(WatchStore::watch)
                .optional()
                .orElseThrow(() -> RefusedException.missing("folder that is followed", id));
    }

    /** Those of who asks. */
    List<Watch> own() {
        return jdbc.sql("select * from space_watch where " + Tenant.OWN + " order by id")
                .params(Tenant.current().parameters())
                .query(WatchStore::watch)
                .list();
    }

    UUID add(UUID space, String path, String name, boolean configured) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into space_watch (id, organisation, person, space, path, name, configured)
                        values (:id, :organisation, :person, :space, :path, :name, :configured)""")
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("space", space)
                .param("path", path)
                .param("name", name)
                .param("configured", configured)
                .update();
        return id;
    }

    /** Its documents stay, as if they had been uploaded. */
    void delete(UUID id) {
        jdbc.sql("delete from space_watch where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
    }

    /** Of all people: those that the configuration named at the last start. */
    List<Watch> configured() {
        return database.ask(db -> db.sql("select * from space_watch where configured")
                .query(WatchStore::watch)
                .list());
    }

    /** Of all people: those that this process follows from now on, as no other that is there does. An owner who is none any more has none. */
    List<Watch> claim() {
        return database.ask(db -> db.sql("""
                        update space_watch w set node = :node where (node is null or node = :node or node not in (%s)) and (configured or exists (
                          select from membership m where m.person = w.person and m.organisation = w.organisation and m.role = 'owner'))
                        returning *""".formatted(Node.PRESENT))
                .param("node", node.id())
                .query(WatchStore::watch)
                .list());
    }

    /** After a look. Where it can't be reached another process, of a machine that reaches it, may take it. */
    void looked(Watch watch, WatchedFolder.State state, @Nullable String directory, int moreLeft) {
        boolean reached = state == WatchedFolder.State.FOLLOWED;
        database.run(db -> db.sql("""
                        update space_watch set state = :state, directory = coalesce(:directory, directory), more_left = :more, looked_at = now(),
                          node = case when :reached then node end where id = :id""")
                .param("state", state.name())
                .param("directory", directory)
                .param("more", moreLeft)
                .param("reached", reached)
                .param("id", watch.id())
                .update());
    }

    /** What somebody signs in by, in the organisation that the installation began with; empty for its first owner. */
    Optional<Tenant> person(String name) {
        return database.ask(db -> db.sql("""
                        select p.id from person p join membership m on m.person = p.id and m.organisation = :organisation
                        where p.name = lower(:name) or :name = '' and p.id = :local""")
                .param("organisation", Tenant.LOCAL_ID)
                .param("local", Tenant.LOCAL_ID)
                .param("name", name)
                .query(String.class)
                .optional()
                .map(id -> new Tenant(Tenant.LOCAL_ID, id, false, false)));
    }

    /** By their paths. */
    Map<String, SeenFile> seen(UUID watch) {
        Map<String, SeenFile> files = new HashMap<>();
        jdbc.sql("select * from space_watched_file where watch = :watch and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("watch", watch)
                .query(SeenFile::of)
                .list()
                .forEach(file -> files.put(file.path(), file));
        return files;
    }

    /** What is known of one now; null for nothing. */
    @Nullable
    SeenFile seen(UUID watch, String path) {
        return jdbc.sql("select * from space_watched_file where watch = :watch and path = :path and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("watch", watch)
                .param("path", path)
                .query(SeenFile::of)
                .optional()
                .orElse(null);
    }

    /** What is not simply followed, the newest first. */
    List<WatchedFile> notable(UUID watch, int most) {
        return jdbc.sql("select * from space_watched_file where watch = :watch and state <> 'KEPT'"
                        + " and (state <> 'LEFT' or reason <> '') and " + Tenant.OWN
                        + " order by state = 'LEFT', since desc, path limit :most")
                .params(Tenant.current().parameters())
                .param("watch", watch)
                .param("most", most)
                .query((row, number) -> SeenFile.of(row, number).view())
                .list();
    }

    /** Documents of a folder that are to be read. */
    int waiting(UUID watch) {
        return jdbc.sql("select count(*) from space_document where watch = :watch and state = 'WAITING' and "
                        + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("watch", watch)
                .query(Integer.class)
                .single();
    }

    private static Watch watch(ResultSet row, int number) throws SQLException {
        return new Watch(
                row.getObject("id", UUID.class),
                new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                row.getObject("space", UUID.class),
                row.getString("path"),
                row.getString("name"),
                row.getBoolean("configured"),
                row.getString("directory"));
    }

    private static WatchedFolder folder(ResultSet row, Tenant asks) throws SQLException {
        Timestamp lookedAt = row.getTimestamp("looked_at");
        return new WatchedFolder(
                row.getObject("id", UUID.class),
                row.getString("path"),
                row.getString("name"),
                row.getBoolean("configured"),
                row.getString("person").equals(asks.person())
                        && row.getString("organisation").equals(asks.organisation()),
                row.getString("who"),
                WatchedFolder.State.valueOf(row.getString("state")),
                row.getInt("files"),
                row.getInt("waiting"),
                row.getInt("failed"),
                row.getInt("left_out"),
                row.getInt("dropped"),
                row.getInt("gone"),
                row.getInt("removed"),
                lookedAt == null ? null : lookedAt.toInstant());
    }
}
