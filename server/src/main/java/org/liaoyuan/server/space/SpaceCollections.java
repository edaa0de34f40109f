package org.liaoyuan.server.space;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.grant.Grants;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/**
 * Which collections are open to somebody, and making, naming and deleting them. Called for the tenant who asks. Each call asks the
 * database anew: what was taken from somebody is gone with their next question.
 */
@Component
public class SpaceCollections {

    /** Of a query: ids of those that its tenant may read. */
    public static final String READABLE = "select id from collection where organisation = :organisation"
            + " and collection_level(id, organisation, maker, :person) > 0";

    /** So many somebody makes. */
    private static final int MOST = 200;

    private final CollectionStore store;
    private final SystemDatabase database;
    private final Audit audit;
    private final Grants grants;
    private final Leftovers leftovers;
    private final IndexMirror mirror;

    SpaceCollections(
            CollectionStore store,
            SystemDatabase database,
            Audit audit,
            Grants grants,
            Leftovers leftovers,
            IndexMirror mirror) {
        this.store = store;
        this.database = database;
        this.audit = audit;
        this.grants = grants;
        this.leftovers = leftovers;
        this.mirror = mirror;
    }

    /** Those that somebody, with the key that they use, may read; by name. */
    public List<SpaceCollection> list(Identity who) {
        return store.list().stream().filter(each -> opens(who, each.id())).toList();
    }

    /** Ids of these. */
    public Set<UUID> readable(Identity who) {
        return store.held().stream()
                .map(CollectionStore.Held::id)
                .filter(id -> opens(who, id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A key may be for some spaces only. */
    private boolean opens(Identity who, UUID id) {
        return who.may(Permission.OWN_SPACE)
                && grants.may(who, new Resource(Resource.Kind.KNOWLEDGE_BASE, id.toString()), List::of);
    }

    /** @throws RefusedException if one of them is not open to them, as if it were not there */
    public void requireReadable(Identity who, Set<UUID> wanted) {
        Set<UUID> open = wanted.isEmpty() ? Set.of() : readable(who);
        wanted.stream().filter(id -> !open.contains(id)).findFirst().ifPresent(id -> {
            throw RefusedException.missing("collection", id);
        });
    }

    /**
     * One with which somebody may do this.
     *
     * @throws RefusedException if they may not read it, as if it were not there, or not do this
     */
    SpaceCollection require(Identity who, UUID id, Right wanted) {
        SpaceCollection found = find(who, id).orElseThrow(() -> RefusedException.missing("collection", id));
        requireHeld(found.right(), wanted);
        return found;
    }

    /** As {@link #require}, for a document in one. */
    void requireFor(Identity who, UUID id, UUID document, Right wanted) {
        SpaceCollection found = find(who, id).orElseThrow(() -> RefusedException.missing("document", document));
        requireHeld(found.right(), wanted);
    }

    private static void requireHeld(Right held, Right wanted) {
        if (!held.holds(wanted)) {
            throw RefusedException.forbidden("This collection is open to you to " + held + ", and this needs " + wanted
                    + "; ask somebody who manages it");
        }
    }

    private Optional<SpaceCollection> find(Identity who, UUID id) {
        return store.find(id).filter(each -> opens(who, each.id()));
    }

    SpaceCollection make(Identity who, String name, String purpose) {
        Tenant maker = Tenant.current();
        UUID id = UUID.randomUUID();
        database.run(db -> {
            if (store.countMade(db, maker) >= MOST) {
                throw RefusedException.conflict("you have made " + MOST + " collections; delete one first");
            }
            store.add(db, maker, id, name, purpose);
            audit.write(db, who, "collection.create", id.toString(), "");
        });
        return store.find(id).orElseThrow(() -> RefusedException.missing("collection", id));
    }

    SpaceCollection change(Identity who, UUID id, String name, String purpose) {
        require(who, id, Right.EDIT);
        database.run(db -> {
            store.change(db, who.organisation(), id, name, purpose);
            audit.write(db, who, "collection.change", id.toString(), "");
        });
        return require(who, id, Right.READ);
    }

    /** When it returns, its files, passages and places in the index are gone. */
    void delete(Identity who, UUID id) {
        SpaceCollection gone = require(who, id, Right.MANAGE);
        database.run(db -> {
            store.delete(db, who.organisation(), id);
            audit.write(db, who, "collection.delete", id.toString(), "documents=" + gone.documents());
        });
        leftovers.sweep();
        mirror.reconcile();
    }
}
