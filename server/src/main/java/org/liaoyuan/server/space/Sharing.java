package org.liaoyuan.server.space;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.space.CollectionGrant.Kind;
import org.springframework.stereotype.Component;

/** To whom a collection is open: seen and changed by who manages it. */
@Component
class Sharing {

    private static final int MOST = 500;
    private static final int LONGEST = 200;

    private final SpaceCollections collections;
    private final CollectionStore store;
    private final SystemDatabase database;
    private final Audit audit;

    Sharing(SpaceCollections collections, CollectionStore store, SystemDatabase database, Audit audit) {
        this.collections = collections;
        this.store = store;
        this.database = database;
        this.audit = audit;
    }

    List<CollectionGrant> list(Identity who, UUID id) {
        collections.require(who, id, Right.MANAGE);
        return database.ask(db -> store.grants(db, who.organisation(), id));
    }

    /** In place of what they had. */
    void grant(Identity who, UUID id, Kind kind, String wanted, Right right) {
        collections.require(who, id, Right.MANAGE);
        String name = checked(kind, wanted);
        database.run(db -> {
            if (kind == Kind.PERSON && !store.isMember(db, who.organisation(), name)) {
                throw RefusedException.missing("person", name);
            }
            store.grant(db, who.organisation(), id, kind, name, right);
            if (store.grants(db, who.organisation(), id).size() > MOST) {
                throw RefusedException.conflict(
                        "a collection is shared with at most " + MOST + "; share it with a group");
            }
            audit.write(db, who, "collection.share", id.toString(), to(kind, name) + "; right=" + right);
        });
    }

    void withdraw(Identity who, UUID id, Kind kind, String wanted) {
        collections.require(who, id, Right.MANAGE);
        String name = checked(kind, wanted);
        database.run(db -> {
            if (!store.withdraw(db, who.organisation(), id, kind, name)) {
                throw RefusedException.missing("grant to", to(kind, name));
            }
            audit.write(db, who, "collection.unshare", id.toString(), to(kind, name));
        });
    }

    private static String to(Kind kind, String name) {
        return (kind.stored() + " " + name).strip();
    }

    /** As the database has it. */
    private static String checked(Kind kind, String name) {
        if (kind == Kind.EVERYBODY) {
            return "";
        }
        if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name has " + name.length() + " characters; expected 1 to " + LONGEST
                    + " for a " + kind + ", none of them a control");
        }
        return kind == Kind.ROLE ? role(name).stored() : name;
    }

    private static Role role(String name) {
        Optional<Role> known = Stream.of(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
        return known.orElseThrow(
                () -> new IllegalArgumentException("name is no role; expected one of " + List.of(Role.values())));
    }
}
