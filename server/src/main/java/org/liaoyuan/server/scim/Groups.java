package org.liaoyuan.server.scim;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.Belonging;
import org.liaoyuan.server.organisation.GroupRoles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The groups of an organisation's directory and who is in them. Whoever comes into a group that {@link GroupRoles} maps has the
 * highest role of theirs; who leaves the last such is a member. Who is above whom the directory acts for keeps their role, and
 * so does the last owner.
 */
@Component
class Groups {

    private static final int MOST = 2_000;
    private static final int MOST_MEMBERS = 10_000;
    private static final int LONGEST_NAME = 200;

    private final SystemDatabase database;
    private final Audit audit;

    Groups(SystemDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** The organisation's, by id. */
    Page<Group> list(Identity who, Page.Asked asked) {
        return database.ask(db -> GroupTable.list(db, who.organisation(), asked));
    }

    /** @throws RefusedException if there is none such in this organisation */
    Group find(Identity who, String id) {
        return database.ask(db -> GroupTable.require(db, who.organisation(), id));
    }

    Group create(Identity who, Group.Wanted wanted) {
        return database.ask(db -> {
            Belonging.lock(db, who.organisation());
            String id = UUID.randomUUID().toString();
            String name = name(db, who, id, wanted.name());
            if (GroupTable.count(db, who.organisation()) >= MOST) {
                throw RefusedException.conflict("an organisation has at most " + MOST + " groups");
            }
            db.sql("insert into directory_group (id, organisation, name, external_id) values (?, ?, ?, ?)")
                    .params(Arrays.asList(id, who.organisation(), name, Users.externalId(wanted.externalId())))
                    .update();
            audit.write(db, who, "group.provision", id, name);
            requireFew(wanted.members());
            GroupTable.add(db, who.organisation(), id, wanted.members());
            settle(db, who, Map.of(), wanted.members());
            return GroupTable.require(db, who.organisation(), id);
        });
    }

    /**
     * Makes a group what the directory says.
     *
     * @param change what it is to be, by what it is when nobody else changes it
     */
    Group change(Identity who, String id, Function<Group, Group.Wanted> change) {
        return database.ask(db -> {
            Belonging.lock(db, who.organisation());
            Group before = GroupTable.require(db, who.organisation(), id);
            Group.Wanted wanted = change.apply(before);
            requireFew(wanted.members());
            String name = name(db, who, id, wanted.name());
            Set<String> added = without(wanted.members(), before.members());
            Set<String> removed = without(before.members(), wanted.members());
            Set<String> concerned = new HashSet<>(removed);
            concerned.addAll(name.equals(before.name()) ? added : wanted.members());
            Map<String, Role> gave = GroupTable.rolesOf(db, who.organisation(), concerned);
            db.sql("update directory_group set name = ?, external_id = ?, changed_at = now() where id = ?")
                    .params(Arrays.asList(name, Users.externalId(wanted.externalId()), id))
                    .update();
            GroupTable.remove(db, id, removed);
            GroupTable.add(db, who.organisation(), id, added);
            audit.write(db, who, "group.change", id, name + "; added=" + added.size() + "; removed=" + removed.size());
            settle(db, who, gave, concerned);
            return GroupTable.require(db, who.organisation(), id);
        });
    }

    void delete(Identity who, String id) {
        database.run(db -> {
            Belonging.lock(db, who.organisation());
            Group before = GroupTable.require(db, who.organisation(), id);
            Map<String, Role> gave = GroupTable.rolesOf(db, who.organisation(), before.members());
            db.sql("delete from directory_group where id = ?").param(id).update();
            audit.write(db, who, "group.remove", id, before.name());
            settle(db, who, gave, before.members());
        });
    }

    private static Set<String> without(Collection<String> all, Collection<String> those) {
        Set<String> left = new HashSet<>(all);
        left.removeAll(new HashSet<>(those));
        return left;
    }

    private static void requireFew(Set<String> members) {
        if (members.size() > MOST_MEMBERS) {
            throw new IllegalArgumentException(
                    "members has " + members.size() + " values; expected at most " + MOST_MEMBERS);
        }
    }

    /** Gives these people the roles of their groups, or takes back what those gave before. */
    private void settle(JdbcClient db, Identity who, Map<String, Role> before, Collection<String> people) {
        Map<String, Role> now = GroupTable.rolesOf(db, who.organisation(), people);
        for (String person : people) {
            Optional<Role> wanted = Optional.ofNullable(now.get(person))
                    .or(() -> before.containsKey(person) ? Optional.of(Role.MEMBER) : Optional.empty());
            wanted.ifPresent(role -> give(db, who, UserTable.require(db, who.organisation(), person), role));
        }
    }

    private void give(JdbcClient db, Identity who, User user, Role role) {
        if (role == user.role()) {
            return;
        }
        who.requireReach(role);
        boolean lastOwner = user.role() == Role.OWNER && !Belonging.hasAnotherOwner(db, who.organisation(), user.id());
        if (lastOwner || who.role() == null || !who.role().mayManage(user.role())) {
            return;
        }
        db.sql("update " + (user.active() ? "membership" : "provisioned")
                        + " set role = ? where organisation = ? and person = ?")
                .params(role.stored(), who.organisation(), user.id())
                .update();
        audit.write(
                db,
                who,
                "member.change",
                user.id(),
                "from=" + user.role().stored() + "; to=" + role.stored() + "; by=group");
    }

    private static String name(JdbcClient db, Identity who, String id, @Nullable String wanted) {
        String name = wanted == null ? "" : wanted.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("displayName has " + name.length() + " characters; expected 1 to "
                    + LONGEST_NAME + ", none of them a control character");
        }
        if (GroupTable.isTaken(db, who.organisation(), name, id)) {
            throw new ScimException(409, "uniqueness", "there is a group '" + name + "' already");
        }
        return name;
    }
}
