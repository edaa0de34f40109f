package org.liaoyuan.server.assistant.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.assistant.frame.Assistant.Origin;
import org.liaoyuan.server.assistant.frame.AssistantStore.Kept;
import org.liaoyuan.server.grant.Grants;
import org.liaoyuan.server.grant.Resources;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** Which assistants there are for somebody; one's own are never kept from oneself. */
@Component
public class Assistants implements Resources {

    /** So many of their own somebody has. */
    private static final int MOST = 100;

    private final BuiltIn builtIn;
    private final AssistantStore store;
    private final SystemDatabase database;
    private final Grants grants;

    Assistants(BuiltIn builtIn, AssistantStore store, SystemDatabase database, Grants grants) {
        this.database = database;
        this.builtIn = builtIn;
        this.store = store;
        this.grants = grants;
    }

    private record Found(Assistant assistant, Definition definition) {}

    /** Those that somebody may use: everybody's first, then their own and shared ones, the oldest first. */
    public List<Assistant> open(Identity who) {
        return all().map(Found::assistant).filter(a -> may(who, a)).toList();
    }

    private java.util.stream.Stream<Found> all() {
        List<Found> all = new ArrayList<>();
        builtIn.all().forEach((id, definition) -> all.add(found(id, definition)));
        store.open().forEach(kept -> all.add(found(kept)));
        return all.stream();
    }

    private static Found found(String id, Definition definition) {
        return new Found(
                new Assistant(
                        id,
                        Origin.BUILT_IN,
                        true,
                        definition.manifest(),
                        definition.eval().size()),
                definition);
    }

    private static Found found(Kept kept) {
        return new Found(
                new Assistant(
                        kept.id().toString(),
                        kept.own() ? Origin.OWN : Origin.SHARED,
                        kept.shared(),
                        kept.definition().manifest(),
                        kept.definition().eval().size()),
                kept.definition());
    }

    private boolean may(Identity who, Assistant assistant) {
        return assistant.origin() == Origin.OWN || grants.may(who, resource(assistant.id()), List::of);
    }

    private static Resource resource(String id) {
        return new Resource(Resource.Kind.ASSISTANT, id);
    }

    /**
     * One that somebody may use.
     *
     * @throws RefusedException if there is none, or it is not open to them
     */
    public Assistant get(Identity who, String id) {
        return find(who, id).assistant();
    }

    Definition definition(Identity who, String id) {
        return find(who, id).definition();
    }

    private Found find(Identity who, String id) {
        Definition everybodys = builtIn.all().get(id);
        Found found = everybodys != null
                ? found(id, everybodys)
                : uuid(id).flatMap(store::find).map(Assistants::found).orElseThrow(() -> missing(id));
        if (found.assistant().origin() != Origin.OWN) {
            grants.require(who, resource(id), List::of);
        }
        return found;
    }

    private static RefusedException missing(String id) {
        return RefusedException.missing("assistant", id);
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The turn that a filled form makes. */
    String turn(Identity who, String id, Map<String, String> values, Language language) {
        return Forms.turn(get(who, id).manifest(), values, language);
    }

    /**
     * How one is tried: each of its cases as it is asked, and how the answer is graded.
     *
     * @throws RefusedException as {@link #get}
     */
    public List<Trial> trials(Identity who, String id) {
        Definition definition = definition(who, id);
        return definition.eval().stream()
                .map(each -> Trial.of(definition.manifest(), each))
                .toList();
    }

    /** One more of somebody's own. */
    Assistant add(Identity who, boolean shared, Definition definition) {
        if (store.countOwn() >= MOST) {
            throw RefusedException.conflict("you have " + MOST + " assistants of your own; delete one first");
        }
        UUID id = UUID.randomUUID();
        store.add(id, shared, definition);
        return get(who, id.toString());
    }

    /** In place of one of somebody's own; what its answers are graded by stays. */
    Assistant put(Identity who, String id, boolean shared, Manifest manifest) {
        requireOwn(id);
        if (!uuid(id).map(each -> store.put(each, shared, manifest)).orElse(false)) {
            throw missing(id);
        }
        return get(who, id);
    }

    void delete(String id) {
        requireOwn(id);
        Tenant owner = Tenant.current();
        if (!uuid(id).map(each -> store.delete(database, owner, each)).orElse(false)) {
            throw missing(id);
        }
    }

    private void requireOwn(String id) {
        if (builtIn.all().containsKey(id)) {
            throw RefusedException.forbidden("The assistant " + id + " is everybody's; make a copy and change that");
        }
    }

    @Override
    public Resource.Kind kind() {
        return Resource.Kind.ASSISTANT;
    }

    /** Those that can be kept for some: everybody's, and what people share. */
    @Override
    public List<Named> list(Identity who) {
        return all().map(Found::assistant)
                .filter(Assistant::shared)
                .map(a -> new Named(
                        a.id(),
                        a.manifest().name().zh() + " · " + a.manifest().name().en()))
                .distinct()
                .toList();
    }
}
