package org.liaoyuan.server.scim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.scim.FilterSql.Column;
import org.liaoyuan.server.scim.FilterSql.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the groups of an organisation's directory. Used inside {@code SystemDatabase}. */
final class GroupTable {

    private static final String FROM = " from directory_group g where g.organisation = :organisation";

    private static final String COLUMNS = """
            select g.*, array(select m.person from directory_group_member m where m.group_id = g.id
              order by m.person) as people""";

    private static final String MEMBERS =
            "exists (select from directory_group_member gm where gm.group_id = g.id and %s)";

    private static final Map<String, Column> ATTRIBUTES = Map.of(
            "id", Column.of(Kind.EXACT, "g.id"),
            "externalid", Column.of(Kind.EXACT, "g.external_id"),
            "displayname", Column.of(Kind.TEXT, "g.name"),
            "members", new Column(Kind.EXACT, "gm.person", MEMBERS),
            "members.value", new Column(Kind.EXACT, "gm.person", MEMBERS),
            "members.type", new Column(Kind.TEXT, "'User'", MEMBERS),
            "meta.created", Column.of(Kind.TIME, "g.created_at"),
            "meta.lastmodified", Column.of(Kind.TIME, "g.changed_at"));

    private GroupTable() {}

    static Page<Group> list(JdbcClient db, String organisation, Page.Asked asked) {
        FilterSql sql = new FilterSql(ATTRIBUTES);
        String condition = asked.filter().map(f -> " and " + sql.condition(f)).orElse("");
        int total = db.sql("select count(*)" + FROM + condition)
                .param("organisation", organisation)
                .params(sql.parameters())
                .query(Integer.class)
                .single();
        List<Group> groups = asked.count() == 0
                ? List.of()
                : db.sql(COLUMNS + "\n" + FROM + condition + " order by g.id limit :count offset :skipped")
                        .param("organisation", organisation)
                        .params(sql.parameters())
                        .param("count", asked.count())
                        .param("skipped", asked.start() - 1)
                        .query(GroupTable::group)
                        .list();
        return new Page<>(total, asked.start(), groups);
    }

    /** @throws RefusedException if there is none such in this organisation */
    static Group require(JdbcClient db, String organisation, String id) {
        return db.sql(COLUMNS + "\n" + FROM + " and g.id = :id")
                .param("organisation", organisation)
                .param("id", id)
                .query(GroupTable::group)
                .optional()
                .orElseThrow(() -> RefusedException.missing("group", ShortText.of("id", id)));
    }

    private static Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("name"),
                row.getString("external_id"),
                List.of((String[]) row.getArray("people").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    static boolean isTaken(JdbcClient db, String organisation, String name, String id) {
        return db.sql("select exists (select from directory_group where organisation = ? and name = ? and id <> ?)")
                .params(organisation, name, id)
                .query(Boolean.class)
                .single();
    }

    static int count(JdbcClient db, String organisation) {
        return db.sql("select count(*) from directory_group where organisation = ?")
                .param(organisation)
                .query(Integer.class)
                .single();
    }

    /** @throws IllegalArgumentException if somebody is not of this organisation */
    static void add(JdbcClient db, String organisation, String group, Collection<String> people) {
        int added = db.sql("""
                        insert into directory_group_member (organisation, group_id, person)
                        select :organisation, :group, p.id from person p
                        where p.id = any (:people) and (exists (select from membership m
                            where m.organisation = :organisation and m.person = p.id)
                          or exists (select from provisioned v where v.organisation = :organisation and v.person = p.id))""")
                .param("organisation", organisation)
                .param("group", group)
                .param("people", people.toArray(String[]::new))
                .update();
        if (added < people.size()) {
            throw new IllegalArgumentException("members names " + (people.size() - added)
                    + " who are not in this organisation; expected ids of Users");
        }
    }

    static void remove(JdbcClient db, String group, Collection<String> people) {
        db.sql("delete from directory_group_member where group_id = ? and person = any (?)")
                .params(group, people.toArray(String[]::new))
                .update();
    }

    /** The most powerful role that a group of theirs gives, of those of these people to whom one gives any. */
    static Map<String, Role> rolesOf(JdbcClient db, String organisation, Collection<String> people) {
        Map<String, Role> roles = new HashMap<>();
        db.sql("""
                        select m.person, r.role from directory_group_member m join directory_group g on g.id = m.group_id
                          join group_role r on r.organisation = m.organisation and r.group_name = g.name
                        where m.organisation = ? and m.person = any (?)""").params(organisation, people.toArray(String[]::new)).query((ResultSet row) -> {
            roles.merge(
                    row.getString("person"),
                    Role.ofStored(row.getString("role")),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other);
        });
        return roles;
    }
}
