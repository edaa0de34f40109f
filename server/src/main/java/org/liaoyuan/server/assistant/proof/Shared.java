package org.liaoyuan.server.assistant.proof;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.SpaceCollections;
import org.liaoyuan.server.space.SpaceFilter;
import org.liaoyuan.server.space.SpaceSearch;
import org.springframework.stereotype.Component;

/** Passages of collections; of those chosen, the ones that who asks may read at that moment. */
@Component
class Shared implements EvidenceSource {

    private final SpaceSearch space;
    private final SpaceCollections collections;

    Shared(SpaceSearch space, SpaceCollections collections) {
        this.space = space;
        this.collections = collections;
    }

    @Override
    public Kind kind() {
        return Kind.COLLECTIONS;
    }

    @Override
    public boolean available(Identity who) {
        return !collections.readable(who).isEmpty();
    }

    @Override
    public List<Evidence> find(Identity who, Set<UUID> chosen, SpaceFilter only, String question, int limit) {
        return space.inCollections(who, chosen, question, only, limit).stream()
                .map(found -> Material.evidence(Kind.COLLECTIONS, question, found))
                .toList();
    }
}
