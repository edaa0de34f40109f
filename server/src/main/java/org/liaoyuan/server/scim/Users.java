package org.liaoyuan.server.scim;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Departure;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.Belonging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The people of an organisation as its directory keeps them.
 *
 * <p>Guarantees: who is barred has no membership, so no session and no key of theirs works; an organisation keeps an owner; nobody
 * is touched who is above whom the directory acts for; of somebody who belongs to other organisations as well only their belonging
 * to this one changes; nobody is taken over by a name or an address.
 */
@Component
class Users {

    private static final int LONGEST_EXTERNAL_ID = 200;

    private final SystemDatabase database;
    private final Audit audit;
    private final Departure departure;

    Users(SystemDatabase database, Audit audit, Departure departure) {
        this.database = database;
        this.audit = audit;
        this.departure = departure;
    }

    /** Those of the organisation, those too who are barred; by id. */
    Page<User> list(Identity who, Page.Asked asked) {
        return database.ask(db -> UserTable.list(db, who.organisation(), asked));
    }

    /** @throws RefusedException if there is none such in this organisation */
    User find(Identity who, String id) {
        return database.ask(db -> UserTable.require(db, who.organisation(), id));
    }

    /** Somebody new, a member without a password. */
    User create(Identity who, User.Wanted wanted) {
        who.requireReach(Role.MEMBER);
        String name = People.name(wanted.name());
        String displayName = ShortText.of("displayName", wanted.displayName());
        String email = People.email(wanted.email());
        String externalId = externalId(wanted.externalId());
        return database.ask(db -> {
            Belonging.lock(db, who.organisation());
            requireFree(db, name, "");
            String person = People.create(db, who.organisation(), Role.MEMBER, name, displayName, email)
                    .id();
            UserTable.keep(db, who.organisation(), person, externalId, true);
            audit.write(db, who, "person.provision", person, "role=member");
            if (Boolean.FALSE.equals(wanted.active())) {
                bar(db, who, UserTable.require(db, who.organisation(), person));
            }
            return UserTable.require(db, who.organisation(), person);
        });
    }

    /**
     * Makes somebody what the directory says.
     *
     * @param change what they are to be, by what they are when nobody else changes them
     */
    User change(Identity who, String person, Function<User, User.Wanted> change) {
        return database.ask(db -> {
            Belonging.lock(db, who.organisation());
            User before = UserTable.require(db, who.organisation(), person);
            who.requireReach(before.role());
            User.Wanted wanted = change.apply(before);
            String name = People.name(wanted.name());
            String displayName = ShortText.of("displayName", wanted.displayName());
            String email = People.email(wanted.email());
            if (!UserTable.belongsElsewhere(db, who.organisation(), person)) {
                requireFree(db, name, person);
                db.sql("update person set name = ?, display_name = ?, email = ? where id = ?")
                        .params(Arrays.asList(name, displayName, email, person))
                        .update();
            }
            UserTable.keep(db, who.organisation(), person, externalId(wanted.externalId()), false);
            audit.write(db, who, "person.change", person, "");
            boolean active = wanted.active() == null ? before.active() : wanted.active();
            if (before.active() && !active) {
                bar(db, who, before);
            } else if (!before.active() && active) {
                letBack(db, who, before);
            }
            return UserTable.require(db, who.organisation(), person);
        });
    }

    /** Somebody whom the directory created, and who belongs nowhere else, is deleted with all that is theirs; others leave. */
    void delete(Identity who, String person) {
        database.run(db -> {
            Belonging.lock(db, who.organisation());
            Belonging.lockPerson(db, person);
            User before = UserTable.require(db, who.organisation(), person);
            who.requireReach(before.role());
            if (before.active()) {
                bar(db, who, before);
            }
            if (before.made() && !UserTable.belongsElsewhere(db, who.organisation(), person)) {
                departure.of(db, who, person);
                return;
            }
            for (String table : List.of("directory_group_member", "provisioned")) {
                db.sql("delete from " + table + " where organisation = ? and person = ?")
                        .params(who.organisation(), person)
                        .update();
            }
            audit.write(
                    db, who, "member.remove", person, "role=" + before.role().stored());
        });
    }

    private void bar(JdbcClient db, Identity who, User user) {
        if (user.role() == Role.OWNER) {
            Belonging.requireAnotherOwner(db, who.organisation(), user.id());
        }
        db.sql("""
                        insert into provisioned (organisation, person, role) values (?, ?, ?)
                        on conflict (organisation, person) do update set role = excluded.role""").params(who.organisation(), user.id(), user.role().stored()).update();
        Belonging.end(db, who.organisation(), user.id());
        audit.write(db, who, "person.bar", user.id(), "");
    }

    private void letBack(JdbcClient db, Identity who, User user) {
        db.sql("insert into membership (organisation, person, role) values (?, ?, ?)")
                .params(who.organisation(), user.id(), user.role().stored())
                .update();
        db.sql("update provisioned set role = null where organisation = ? and person = ?")
                .params(who.organisation(), user.id())
                .update();
        audit.write(db, who, "person.let_back", user.id(), "role=" + user.role().stored());
    }

    private static void requireFree(JdbcClient db, String name, String person) {
        if (People.byName(db, name).filter(p -> !p.id().equals(person)).isPresent()) {
            throw new ScimException(409, "uniqueness", "the name '" + name + "' is taken; choose another");
        }
    }

    static @Nullable String externalId(@Nullable String wanted) {
        if (wanted != null
                && (wanted.length() > LONGEST_EXTERNAL_ID || wanted.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("externalId has " + wanted.length() + " characters; expected at most "
                    + LONGEST_EXTERNAL_ID + ", none of them a control character");
        }
        return wanted;
    }
}
