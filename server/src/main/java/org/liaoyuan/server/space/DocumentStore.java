package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.read.Unreadable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents in the database: those of the {@link Tenant} who asks, and those of collections. Whether a collection is open to them,
 * {@link Documents} has asked before; row-level security asks once more.
 */
@Repository
class DocumentStore {

    /** Somebody's own, or of a collection of their organisation. */
    static final String HELD = "(:system or (organisation = :organisation and (person = :person or person is null)))";

    private static final String SELECT = """
            select d.*, (select count(*) from space_chunk c where c.document = d.id) as passages,
              array(select t.name from space_tag t where t.space = d.space and t.series = d.series order by t.folded) as tags
            from space_document d where\s""" + HELD;

    private final JdbcClient jdbc;
    private final Blobs blobs;
    private final SpaceSettings settings;

    DocumentStore(JdbcClient jdbc, Blobs blobs, SpaceSettings settings) {
        this.jdbc = jdbc;
        this.blobs = blobs;
        this.settings = settings;
    }

    /** What came of an upload: a document, and whether its bytes were here before. */
    record Added(SpaceDocument document, boolean known) {}

    /** Id of the personal space of who asks, made at its first use. */
    UUID space() {
        Tenant who = Tenant.current();
        jdbc.sql("insert into space (organisation, person, name) values (?, ?, '') on conflict do nothing")
                .params(who.organisation(), who.person())
                .update();
        return jdbc.sql("select id from space where organisation = ? and person = ?")
                .params(who.organisation(), who.person())
                .query(UUID.class)
                .single();
    }

    /**
     * The same bytes under this name, or the newest of another, are known already; others are the next version.
     *
     * @throws RefusedException if the space is full
     */
    @Transactional
    Added add(UUID space, String folder, String name, Blobs.Staged staged) {
        return add(space, folder, name, staged.sha256(), version -> insert(space, folder, null, name, version, staged));
    }

    /** The same of a document that is in another space: its bytes are here. In the transaction of who calls it. */
    Added add(UUID space, SpaceDocument of, Consumer<UUID> then) {
        return add(space, of.folder(), of.name(), of.sha256(), version -> {
            requireRoom(space, of.bytes());
            UUID id = insertRow(space, of.folder(), null, of.name(), version, of.sha256(), of.bytes());
            then.accept(id);
            return get(space, id);
        });
    }

    private Added add(UUID space, String folder, String name, String sha256, IntFunction<SpaceDocument> insert) {
        lock(jdbc, sha256);
        jdbc.sql("select id from space where id = ? for update")
                .param(space)
                .query(UUID.class)
                .single();
        List<SpaceDocument> newest = jdbc.sql(SELECT + """
                         and d.space = :space and d.note is null and (d.name = :name and d.folder = :folder or d.sha256 = :sha256) and not exists (
                          select from space_document n where n.space = d.space and n.series = d.series and n.version > d.version)""")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("name", name)
                .param("folder", folder)
                .param("sha256", sha256)
                .query(DocumentStore::document)
                .list();
        Optional<SpaceDocument> known =
                newest.stream().filter(d -> d.sha256().equals(sha256)).findFirst();
        if (known.isPresent()) {
            return new Added(known.get(), true);
        }
        int version = newest.stream()
                .filter(d -> d.name().equals(name) && d.folder().equals(folder))
                .mapToInt(SpaceDocument::version)
                .max()
                .orElse(0);
        return new Added(insert.apply(version + 1), false);
    }

    /**
     * As {@link #add}, where it is told to be the next version of what has this name in this folder, whatever has the same bytes
     * elsewhere.
     */
    @Transactional
    Added next(UUID space, String folder, String name, Blobs.Staged staged) {
        lock(jdbc, staged.sha256());
        jdbc.sql("select id from space where id = ? for update")
                .param(space)
                .query(UUID.class)
                .single();
        Optional<SpaceDocument> newest = jdbc.sql(
                        SELECT
                                + " and d.space = :space and d.note is null and d.name = :name and d.folder = :folder order by d.version desc limit 1")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("name", name)
                .param("folder", folder)
                .query(DocumentStore::document)
                .optional();
        if (newest.isPresent() && newest.get().sha256().equals(staged.sha256())) {
            return new Added(newest.get(), true);
        }
        int version = newest.map(SpaceDocument::version).orElse(0);
        return new Added(insert(space, folder, null, name, version + 1, staged), false);
    }

    /** Versions of a note, the newest first. */
    List<SpaceDocument> ofNote(UUID space, UUID note) {
        return jdbc.sql(SELECT + " and d.space = :space and d.note = :note order by d.version desc")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("note", note)
                .query(DocumentStore::document)
                .list();
    }

    /** Adds a version; whoever calls it holds {@link #lock} and a lock on what numbers the versions. */
    SpaceDocument insert(
            UUID space, String folder, @Nullable UUID note, String name, int version, Blobs.Staged staged) {
        requireRoom(space, staged.bytes());
        try {
            blobs.keep(staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return get(space, insertRow(space, folder, note, name, version, staged.sha256(), staged.bytes()));
    }

    private UUID insertRow(
            UUID space, String folder, @Nullable UUID note, String name, int version, String sha256, long bytes) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into space_document (id, organisation, person, added_by, space, folder, note, name, version, bytes, sha256)
                        select :id, organisation, person, case when person is null then :person end, id, :folder, :note, :name,
                          :version, :bytes, :sha256 from space where id = :space and\s""" + HELD)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("space", space)
                .param("folder", folder)
                .param("note", note)
                .param("name", name)
                .param("version", version)
                .param("bytes", bytes)
                .param("sha256", sha256)
                .update();
        return id;
    }

    /** Until the transaction ends nobody else decides whether this blob stays. */
    static void lock(JdbcClient jdbc, String sha256) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 17))")
                .param(sha256)
                .query((row, number) -> true)
                .single();
    }

    private void requireRoom(UUID space, long more) {
        Use use = use(space);
        if (use.documents() >= settings.mostDocuments()
                || use.bytes() + more > settings.mostSpace().toBytes()) {
            throw RefusedException.conflict("The space holds " + use.documents() + " files of " + use.bytes()
                    + " bytes; it takes " + settings.mostDocuments() + " files of "
                    + settings.mostSpace().toBytes()
                    + " bytes in all. Delete some, or older versions");
        }
    }

    /** What a space holds, older versions included. */
    record Use(int documents, long bytes) {}

    Use use(UUID space) {
        return jdbc.sql("select count(*) as documents, coalesce(sum(bytes), 0) as bytes from space_document d where "
                        + "d.space = :space and " + HELD)
                .params(Tenant.current().parameters())
                .param("space", space)
                .query((row, number) -> new Use(row.getInt("documents"), row.getLong("bytes")))
                .single();
    }

    /** Newest first. */
    List<SpaceDocument> list(UUID space) {
        return jdbc.sql(SELECT + " and d.space = :space order by d.created_at desc, d.id")
                .params(Tenant.current().parameters())
                .param("space", space)
                .query(DocumentStore::document)
                .list();
    }

    SpaceDocument get(UUID space, UUID id) {
        return jdbc.sql(SELECT + " and d.space = :space and d.id = :id")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("id", id)
                .query(DocumentStore::document)
                .optional()
                .orElseThrow(() -> RefusedException.missing("document", id));
    }

    /**
     * In which space one is.
     *
     * @param shared whether that is a collection, of which this says only that it is one of the organisation
     */
    record Place(UUID space, boolean shared) {}

    Optional<Place> place(UUID id) {
        return jdbc.sql("select space, person is null as shared from space_document where id = :id and " + HELD)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query((row, number) -> new Place(row.getObject("space", UUID.class), row.getBoolean("shared")))
                .optional();
    }

    /** @return whether it had failed */
    boolean retry(UUID space, UUID id) {
        return jdbc.sql("update space_document set state = 'WAITING', reason = '', attempts = 0, finished_at = null"
                                + " where id = :id and space = :space and state = 'FAILED' and " + HELD)
                        .params(Tenant.current().parameters())
                        .param("id", id)
                        .param("space", space)
                        .update()
                > 0;
    }

    /** The note of which it is a version. */
    Optional<UUID> noteOf(UUID space, UUID id) {
        return jdbc.sql("select note from space_document where id = :id and space = :space and note is not null and "
                        + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("space", space)
                .query(UUID.class)
                .optional();
    }

    void delete(UUID space, UUID id) {
        jdbc.sql("delete from space_document where id = :id and space = :space and " + HELD)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("space", space)
                .update();
    }

    private static SpaceDocument document(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        return new SpaceDocument(
                row.getObject("id", UUID.class),
                row.getString("person") == null ? row.getObject("space", UUID.class) : null,
                row.getString("name"),
                row.getString("folder"),
                row.getObject("note", UUID.class),
                row.getInt("version"),
                row.getString("type"),
                row.getLong("bytes"),
                row.getString("sha256"),
                SpaceDocument.State.valueOf(row.getString("state")),
                reason.isEmpty() ? null : Unreadable.Reason.valueOf(reason),
                row.getInt("passages"),
                row.getObject("pictures_read", Integer.class),
                row.getObject("pictures", Integer.class),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("finished_at")));
    }

    private static java.time.@Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
