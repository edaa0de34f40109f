package org.liaoyuan.server.assistant.proof;

import java.util.List;
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
    public List<Evidence> find(Identity who, String question, SpaceFilter only, int limit) {
        return space.find(who, question, only, limit).stream()
                .map(found -> evidence(question, found))
                .toList();
    }

    private static Evidence evidence(String question, FoundPassage found) {
        String whole = found.name() + "\n" + String.join("\n", found.headings()) + "\n" + found.text();
        return new Evidence(
                0,
                Kind.MATERIAL,
                found.document(),
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
                false);
    }
}
