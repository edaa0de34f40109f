package org.liaoyuan.server.scim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.scim.FilterSql.Column;
import org.liaoyuan.server.scim.FilterSql.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and keeps what an organisation's directory knows of people. Used inside {@code SystemDatabase}. */
final class UserTable {

    private static final String FROM = """
             from person p
               left join membership m on m.person = p.id and m.organisation = :organisation
               left join provisioned v on v.person = p.id and v.organisation = :organisation
             where coalesce(m.role, v.role) is not null""";

    private static final String COLUMNS = """
            select p.id, p.name, p.display_name, p.email, v.external_id, m.role is not null as active,
              coalesce(m.role, v.role) as role, coalesce(v.made, false) as made,
              coalesce(v.created_at, m.created_at) as created_at, coalesce(v.changed_at, m.created_at) as changed_at""";

    private static final Map<String, Column> ATTRIBUTES = attributes();

    private UserTable() {}

    private static Map<String, Column> attributes() {
        Map<String, Column> all = new HashMap<>(Map.of(
                "id", Column.of(Kind.EXACT, "p.id"),
                "externalid", Column.of(Kind.EXACT, "v.external_id"),
                "username", Column.of(Kind.TEXT, "p.name"),
                "displayname", Column.of(Kind.TEXT, "p.display_name"),
                "name.formatted", Column.of(Kind.TEXT, "p.display_name"),
                "active", Column.of(Kind.TRUTH, "(m.role is not null)"),
                "meta.created", Column.of(Kind.TIME, "coalesce(v.created_at, m.created_at)"),
                "meta.lastmodified", Column.of(Kind.TIME, "coalesce(v.changed_at, m.created_at)")));
        String mail = "(p.email is not null and %s)";
        all.put("emails", new Column(Kind.TEXT, "p.email", mail));
        all.put("emails.value", new Column(Kind.TEXT, "p.email", mail));
        all.put("emails.type", new Column(Kind.TEXT, "'work'", mail));
        all.put("emails.primary", new Column(Kind.TRUTH, "true", mail));
        String grouped = "exists (select from directory_group_member gm join directory_group g on g.id = gm.group_id"
                + " where gm.person = p.id and gm.organisation = :organisation and %s)";
        all.put("groups", new Column(Kind.EXACT, "g.id", grouped));
        all.put("groups.value", new Column(Kind.EXACT, "g.id", grouped));
        all.put("groups.display", new Column(Kind.TEXT, "g.name", grouped));
        return Map.copyOf(all);
    }

    static Page<User> list(JdbcClient db, String organisation, Page.Asked asked) {
        FilterSql sql = new FilterSql(ATTRIBUTES);
        String condition = asked.filter().map(f -> " and " + sql.condition(f)).orElse("");
        int total = db.sql("select count(*) " + FROM + condition)
                .param("organisation", organisation)
                .params(sql.parameters())
                .query(Integer.class)
                .single();
        List<User> users = asked.count() == 0
                ? List.of()
                : db.sql(COLUMNS + "\n" + FROM + condition + " order by p.id limit :count offset :skipped")
                        .param("organisation", organisation)
                        .params(sql.parameters())
                        .param("count", asked.count())
                        .param("skipped", asked.start() - 1)
                        .query(UserTable::user)
                        .list();
        return new Page<>(total, asked.start(), withGroups(db, organisation, users));
    }

    /** @throws RefusedException if there is none such in this organisation */
    static User require(JdbcClient db, String organisation, String id) {
        Optional<User> user = db.sql(COLUMNS + "\n" + FROM + " and p.id = :id")
                .param("organisation", organisation)
                .param("id", id)
                .query(UserTable::user)
                .optional();
        return withGroups(
                        db,
                        organisation,
                        List.of(user.orElseThrow(() -> RefusedException.missing("person", ShortText.of("id", id)))))
                .getFirst();
    }

    private static List<User> withGroups(JdbcClient db, String organisation, List<User> users) {
        Map<String, List<User.GroupName>> groups = new HashMap<>();
        db.sql("""
                        select m.person, g.id, g.name from directory_group_member m join directory_group g on g.id = m.group_id
                        where m.organisation = ? and m.person = any (?) order by g.name""")
                .params(organisation, users.stream().map(User::id).toArray(String[]::new))
                .query((ResultSet row) -> {
                    groups.computeIfAbsent(row.getString("person"), person -> new ArrayList<>())
                            .add(new User.GroupName(row.getString("id"), row.getString("name")));
                });
        return users.stream()
                .map(u -> new User(
                        u.id(),
                        u.name(),
                        u.displayName(),
                        u.email(),
                        u.externalId(),
                        u.active(),
                        u.role(),
                        u.made(),
                        u.createdAt(),
                        u.changedAt(),
                        groups.getOrDefault(u.id(), List.of())))
                .toList();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("external_id"),
                row.getBoolean("active"),
                Role.ofStored(row.getString("role")),
                row.getBoolean("made"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                List.of());
    }

    /** @param made whether the directory creates them now; else it stays as it is */
    static void keep(JdbcClient db, String organisation, String person, @Nullable String externalId, boolean made) {
        db.sql("""
                        insert into provisioned (organisation, person, external_id, made) values (?, ?, ?, ?)
                        on conflict (organisation, person)
                        do update set external_id = excluded.external_id, changed_at = now()""")
                .params(Arrays.asList(organisation, person, externalId, made))
                .update();
    }

    static boolean belongsElsewhere(JdbcClient db, String organisation, String person) {
        return db.sql("""
                        select exists (select from membership where person = :person and organisation <> :organisation)
                          or exists (select from provisioned
                            where person = :person and organisation <> :organisation and role is not null)""")
                .param("person", person)
                .param("organisation", organisation)
                .query(Boolean.class)
                .single();
    }
}
