package org.liaoyuan.server.organisation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which roles the groups of an organisation's directory give.
 *
 * <p>Guarantee: nobody maps a group to a role above their own, nor takes such a mapping away.
 */
@Component
public class GroupRoles {

    private static final int MOST = 500;

    private final SystemDatabase database;
    private final Audit audit;

    GroupRoles(SystemDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A group, by the name that the directory gives it, and its role. */
    record GroupRole(String group, Role role) {}

    /**
     * The most powerful role that one of these groups gives.
     *
     * @return empty where none of them is mapped
     */
    public Optional<Role> highest(String organisation, Collection<String> groups) {
        return database.ask(db -> db
                .sql("select role from group_role where organisation = ? and group_name = any (?)")
                .params(organisation, groups.toArray(String[]::new))
                .query((row, number) -> Role.ofStored(row.getString("role")))
                .list()
                .stream()
                .min(Role::compareTo));
    }

    /** Whether an organisation maps any group: where it does not, roles are given by people alone. */
    public boolean any(String organisation) {
        return database.ask(db -> db.sql("select exists (select from group_role where organisation = ?)")
                .param(organisation)
                .query(Boolean.class)
                .single());
    }

    /** Keeps which groups a provider named of somebody, in place of those it named before; used inside {@link SystemDatabase}. */
    public static void remember(JdbcClient db, String organisation, String person, Collection<String> groups) {
        db.sql("delete from person_group where organisation = ? and person = ?")
                .params(organisation, person)
                .update();
        db.sql("""
                        insert into person_group (organisation, person, group_name)
                        select ?, ?, named from (select distinct named from unnest(?::text[]) named
                          where length(named) between 1 and 200 order by 1 limit ?) named""")
                .params(organisation, person, groups.toArray(String[]::new), MOST)
                .update();
    }

    List<GroupRole> list(Identity who) {
        return database.ask(db -> list(db, who.organisation()));
    }

    private static List<GroupRole> list(JdbcClient db, String organisation) {
        return db.sql("select group_name, role from group_role where organisation = ? order by group_name limit "
                        + MOST)
                .param(organisation)
                .query((row, number) ->
                        new GroupRole(row.getString("group_name"), Role.ofStored(row.getString("role"))))
                .list();
    }

    void put(Identity who, String group, Role role) {
        who.requireReach(role);
        database.run(db -> {
            List<GroupRole> all = list(db, who.organisation());
            Optional<GroupRole> before = find(all, group);
            before.ifPresent(mapped -> who.requireReach(mapped.role()));
            if (before.isEmpty() && all.size() >= MOST) {
                throw RefusedException.conflict("an organisation maps at most " + MOST + " groups");
            }
            db.sql("""
                            insert into group_role (organisation, group_name, role) values (?, ?, ?)
                            on conflict (organisation, group_name) do update set role = excluded.role""").params(who.organisation(), group, role.stored()).update();
            audit.write(db, who, "group_role.put", group, "role=" + role.stored());
        });
    }

    void remove(Identity who, String group) {
        database.run(db -> {
            GroupRole mapped = find(list(db, who.organisation()), group)
                    .orElseThrow(() -> RefusedException.missing("mapped group", group));
            who.requireReach(mapped.role());
            db.sql("delete from group_role where organisation = ? and group_name = ?")
                    .params(who.organisation(), group)
                    .update();
            audit.write(
                    db, who, "group_role.remove", group, "role=" + mapped.role().stored());
        });
    }

    private static Optional<GroupRole> find(List<GroupRole> all, String group) {
        return all.stream().filter(mapped -> mapped.group().equals(group)).findFirst();
    }
}
