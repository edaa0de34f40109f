package org.liaoyuan.server.grant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.springframework.stereotype.Component;

/** Seeing and changing what an organisation keeps for whom. */
@Component
class Rules {

    /** So many rules an organisation may have, and groups are listed. */
    private static final int MOST = 1_000;

    private final SystemDatabase database;
    private final RuleStore store;
    private final Grants grants;
    private final Audit audit;
    private final Map<Resource.Kind, Resources> kinds = new HashMap<>();

    Rules(SystemDatabase database, RuleStore store, Grants grants, Audit audit, List<Resources> all) {
        this.database = database;
        this.store = store;
        this.grants = grants;
        this.audit = audit;
        all.forEach(resources -> kinds.put(resources.kind(), resources));
    }

    /** Every thing of a kind, and after them what has a rule and is no longer there. */
    List<RuleView> list(Identity who, Resource.Kind kind) {
        Map<String, RuleView> ruled = new HashMap<>();
        List<RuleView> found = database.ask(db -> store.list(db, who.organisation(), kind));
        found.forEach(rule -> ruled.put(rule.resource(), rule));
        List<RuleView> all = new ArrayList<>();
        for (Resources.Named thing : of(kind).list(who)) {
            RuleView rule = ruled.remove(thing.name());
            all.add(rule == null ? RuleView.open(kind, thing) : rule.titled(thing.title()));
        }
        found.stream().filter(rule -> ruled.containsKey(rule.resource())).forEach(all::add);
        return all;
    }

    List<String> groups(Identity who) {
        return database.ask(db -> store.groups(db, who.organisation(), MOST));
    }

    void put(Identity who, Resource resource, WantedRule wanted) {
        if (of(resource.kind()).list(who).stream().noneMatch(t -> t.name().equals(resource.name()))) {
            throw RefusedException.missing(resource.kind().stored().replace('_', ' '), resource.name());
        }
        database.run(db -> {
            store.stranger(db, who.organisation(), wanted.people()).ifPresent(person -> {
                throw RefusedException.missing("person", person);
            });
            store.put(db, who.organisation(), resource, wanted);
            if (store.count(db, who.organisation()) > MOST) {
                throw RefusedException.conflict("an organisation has at most " + MOST + " rules");
            }
            audit.write(db, who, "grant.put", resource.toString(), wanted.summary());
        });
        grants.forget(who.organisation());
    }

    void remove(Identity who, Resource resource) {
        database.run(db -> {
            if (!store.remove(db, who.organisation(), resource)) {
                throw RefusedException.missing("rule for the", resource);
            }
            audit.write(db, who, "grant.remove", resource.toString(), "");
        });
        grants.forget(who.organisation());
    }

    private Resources of(Resource.Kind kind) {
        Resources resources = kinds.get(kind);
        if (resources == null) {
            throw new IllegalArgumentException(
                    "kind is " + kind + ", of which there is nothing here yet; expected one of " + kinds.keySet());
        }
        return resources;
    }
}
