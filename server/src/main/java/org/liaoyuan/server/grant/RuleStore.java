package org.liaoyuan.server.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.Rule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rules in the database; used inside {@code SystemDatabase}. */
@Component
class RuleStore {

    /** Who is in a group: as the directory keeps it, or as a provider said at the last sign-on. */
    private static final String IN_GROUPS = """
            (select organisation, group_name, person from person_group
             union
             select g.organisation, g.name, m.person from directory_group g
               join directory_group_member m on m.group_id = g.id) in_group""";

    private record Line(
            Resource resource,
            @Nullable Role role,
            @Nullable String person,
            @Nullable String name,
            @Nullable String group) {}

    /** With groups taken apart into their people. */
    RuleBook book(JdbcClient db, String organisation) {
        List<Line> lines = db.sql("""
                        select r.kind, r.resource, g.role, coalesce(g.person, in_group.person) person, null as name, null as group_name
                        from resource_rule r
                          left join resource_grant g using (organisation, kind, resource)
                          left join %s on in_group.organisation = g.organisation and in_group.group_name = g.group_name
                        where r.organisation = ?""".formatted(IN_GROUPS))
                .param(organisation)
                .query(RuleStore::line)
                .list();
        Map<Resource, Set<Role>> roles = new HashMap<>();
        Map<Resource, Set<String>> people = new HashMap<>();
        for (Line line : lines) {
            Set<Role> itsRoles = roles.computeIfAbsent(line.resource, r -> EnumSet.noneOf(Role.class));
            Set<String> itsPeople = people.computeIfAbsent(line.resource, r -> new HashSet<>());
            Optional.ofNullable(line.role).ifPresent(itsRoles::add);
            Optional.ofNullable(line.person).ifPresent(itsPeople::add);
        }
        return new RuleBook(roles.keySet().stream()
                .collect(Collectors.toMap(
                        r -> r, r -> new Rule(roles.getOrDefault(r, Set.of()), people.getOrDefault(r, Set.of())))));
    }

    /** As people wrote them, by name. */
    List<RuleView> list(JdbcClient db, String organisation, Resource.Kind kind) {
        Map<Resource, List<Line>> byResource =
                db.sql("""
                        select r.kind, r.resource, g.role, g.person, coalesce(nullif(p.display_name, ''), p.name) as name, g.group_name
                        from resource_rule r
                          left join resource_grant g using (organisation, kind, resource)
                          left join person p on p.id = g.person
                        where r.organisation = ? and r.kind = ?
                        order by g.role, 5, g.group_name""").params(organisation, kind.stored()).query(RuleStore::line).list().stream()
                        .collect(Collectors.groupingBy(
                                Line::resource,
                                () -> new TreeMap<>(java.util.Comparator.comparing(Resource::name)),
                                Collectors.toList()));
        List<RuleView> views = new ArrayList<>();
        byResource.forEach((resource, lines) -> views.add(view(resource, lines)));
        return views;
    }

    private static RuleView view(Resource resource, List<Line> lines) {
        List<Role> roles = new ArrayList<>();
        List<RuleView.Person> people = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (Line line : lines) {
            Optional.ofNullable(line.role).ifPresent(roles::add);
            Optional.ofNullable(line.group).ifPresent(groups::add);
            if (line.person != null) {
                people.add(new RuleView.Person(line.person, line.name == null ? "" : line.name));
            }
        }
        return new RuleView(resource.kind(), resource.name(), "", true, roles, people, groups);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        String role = row.getString("role");
        return new Line(
                new Resource(Resource.Kind.ofStored(row.getString("kind")), row.getString("resource")),
                role == null ? null : Role.ofStored(role),
                row.getString("person"),
                row.getString("name"),
                row.getString("group_name"));
    }

    int count(JdbcClient db, String organisation) {
        return db.sql("select count(*) from resource_rule where organisation = ?")
                .param(organisation)
                .query(Integer.class)
                .single();
    }

    /** In place of the rule that there was. */
    void put(JdbcClient db, String organisation, Resource resource, WantedRule wanted) {
        remove(db, organisation, resource);
        db.sql("insert into resource_rule (organisation, kind, resource) values (?, ?, ?)")
                .params(organisation, resource.kind().stored(), resource.name())
                .update();
        wanted.roles().forEach(role -> add(db, organisation, resource, "role", role.stored()));
        wanted.people().forEach(person -> add(db, organisation, resource, "person", person));
        wanted.groups().forEach(group -> add(db, organisation, resource, "group_name", group));
    }

    private static void add(JdbcClient db, String organisation, Resource resource, String column, String subject) {
        db.sql("insert into resource_grant (organisation, kind, resource, " + column + ") values (?, ?, ?, ?)")
                .params(organisation, resource.kind().stored(), resource.name(), subject)
                .update();
    }

    /** @return whether there was one */
    boolean remove(JdbcClient db, String organisation, Resource resource) {
        return db.sql("delete from resource_rule where organisation = ? and kind = ? and resource = ?")
                        .params(organisation, resource.kind().stored(), resource.name())
                        .update()
                > 0;
    }

    /** Of these people the first who does not belong to the organisation. */
    Optional<String> stranger(JdbcClient db, String organisation, Set<String> people) {
        return db.sql("""
                        select wanted from unnest(?::text[]) wanted
                        where not exists (select from membership where organisation = ? and person = wanted) order by 1 limit 1""")
                .params(people.toArray(String[]::new), organisation)
                .query(String.class)
                .optional();
    }

    List<String> groups(JdbcClient db, String organisation, int most) {
        return db.sql("""
                        select group_name from person_group where organisation = :organisation
                        union select name from directory_group where organisation = :organisation
                        union select group_name from group_role where organisation = :organisation
                        order by 1 limit :most""")
                .param("organisation", organisation)
                .param("most", most)
                .query((row, number) -> row.getString("group_name"))
                .list();
    }
}
