package org.liaoyuan.server.assistant.proof;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.FoundPassage;
import org.liaoyuan.server.space.SpaceFilter;
import org.liaoyuan.server.space.SpaceSearch;
import org.springframework.stereotype.Component;

/** Passages of who asks' own personal space. */
@Component
class Material implements EvidenceSource {

    private final SpaceSearch space;

    Material(SpaceSearch space) {
        this.space = space;
    }

    @Override
    public Kind kind() {
        return Kind.MATERIAL;
    }

    @Override
    public boolean available(Identity who) {
        return space.isOpen(who);
    }

    @Override
    public List<Evidence> find(Identity who, Set<UUID> collections, SpaceFilter only, String question, int limit) {
        return space.find(who, question, only, limit).stream()
                .map(found -> evidence(Kind.MATERIAL, question, found))
                .toList();
    }

    static Evidence evidence(Kind kind, String question, FoundPassage found) {
        String whole = found.name() + "\n" + String.join("\n", found.headings()) + "\n" + found.text();
        return new Evidence(
                0,
                kind,
                found.document(),
                found.collection(),
                found.version(),
                found.ordinal(),
                null,
                found.name(),
                found.headings(),
                found.page(),
                found.text(),
                Strength.of(question, whole, found.meaning()),
                found.marks().stream()
                        .map(mark -> new Evidence.Mark(mark.start(), mark.end()))
                        .toList(),
                false,
                false);
    }
}
