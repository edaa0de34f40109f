package org.liaoyuan.server.space;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Collections in the database: those that the {@link Tenant} who asks may read. Nothing of that is kept in memory, so that what is
 * taken from somebody is gone with their next question. What changes them is called within the transaction of who has asked whether
 * it may be.
 */
@Repository
class CollectionStore {

    private static final String SELECT = """
            select c.*, c.maker = :person as own, coalesce(nullif(p.display_name, ''), p.name) as maker_name,
              exists (select from collection_grant g where g.collection = c.id) as shared,
              (select count(*) from space_document d where d.space = c.id) as documents,
              (select coalesce(sum(d.bytes), 0) from space_document d where d.space = c.id) as bytes
            from (select *, collection_level(id, organisation, maker, :person) as level from collection
              where organisation = :organisation) c left join person p on p.id = c.maker where c.level > 0""";

    private final JdbcClient jdbc;

    CollectionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name. */
    List<SpaceCollection> list() {
        return jdbc.sql(SELECT + " order by lower(c.name), c.id")
                .params(Tenant.current().parameters())
                .query(CollectionStore::collection)
                .list();
    }

    Optional<SpaceCollection> find(UUID id) {
        return jdbc.sql(SELECT + " and c.id = :id")
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(CollectionStore::collection)
                .optional();
    }

    /** What they may do with each that they may read. */
    record Held(UUID id, Right right) {}

    List<Held> held() {
        return jdbc.sql("""
                        select id, level from (select id, collection_level(id, organisation, maker, :person) as level
                          from collection where organisation = :organisation) c where level > 0""")
                .params(Tenant.current().parameters())
                .query((row, number) -> new Held(row.getObject("id", UUID.class), Right.ofLevel(row.getInt("level"))))
                .list();
    }

    private static SpaceCollection collection(ResultSet row, int number) throws SQLException {
        return new SpaceCollection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("purpose"),
                Right.ofLevel(row.getInt("level")),
                row.getBoolean("own"),
                row.getString("maker_name"),
                row.getBoolean("shared"),
                row.getInt("documents"),
                row.getLong("bytes"),
                row.getTimestamp("created_at").toInstant());
    }

    int countMade(JdbcClient db, Tenant maker) {
        return db.sql("select count(*) from collection where organisation = ? and maker = ?")
                .params(maker.organisation(), maker.person())
                .query(Integer.class)
                .single();
    }

    void add(JdbcClient db, Tenant maker, UUID id, String name, String purpose) {
        db.sql("insert into space (id, organisation, person, name) values (?, ?, null, '')")
                .params(id, maker.organisation())
                .update();
        db.sql("insert into collection (id, organisation, maker, name, purpose) values (?, ?, ?, ?, ?)")
                .params(id, maker.organisation(), maker.person(), name, purpose)
                .update();
    }

    void change(JdbcClient db, String organisation, UUID id, String name, String purpose) {
        db.sql("update collection set name = ?, purpose = ? where id = ? and organisation = ?")
                .params(name, purpose, id, organisation)
                .update();
    }

    /** With its documents, and all that was made of them. */
    void delete(JdbcClient db, String organisation, UUID id) {
        db.sql("delete from space where id = ? and organisation = ? and person is null")
                .params(id, organisation)
                .update();
    }

    /** Everybody first, then roles, groups and people by name. */
    List<CollectionGrant> grants(JdbcClient db, String organisation, UUID id) {
        return db.sql("""
                        select g.kind, g.name, coalesce(nullif(p.display_name, ''), p.name, g.name) as title, g.level
                        from collection_grant g left join person p on p.id = g.person
                        where g.collection = ? and g.organisation = ?
                        order by array_position(array ['everybody', 'role', 'group', 'person'], g.kind), 3, 2""")
                .params(id, organisation)
                .query((row, number) -> new CollectionGrant(
                        CollectionGrant.Kind.ofStored(row.getString("kind")),
                        row.getString("name"),
                        row.getString("title"),
                        Right.ofLevel(row.getInt("level"))))
                .list();
    }

    /** Whether somebody of this id belongs to the organisation. */
    boolean isMember(JdbcClient db, String organisation, String person) {
        return db.sql("select exists (select from membership where organisation = ? and person = ?)")
                .params(organisation, person)
                .query(Boolean.class)
                .single();
    }

    void grant(JdbcClient db, String organisation, UUID id, CollectionGrant.Kind kind, String name, Right right) {
        db.sql("""
                        insert into collection_grant (collection, organisation, kind, name, level) values (?, ?, ?, ?, ?)
                        on conflict (collection, kind, name) do update set level = excluded.level""").params(id, organisation, kind.stored(), name, right.level()).update();
    }

    /** @return whether there was one */
    boolean withdraw(JdbcClient db, String organisation, UUID id, CollectionGrant.Kind kind, String name) {
        return db.sql(
                                "delete from collection_grant where collection = ? and organisation = ? and kind = ? and name = ?")
                        .params(id, organisation, kind.stored(), name)
                        .update()
                > 0;
    }
}
