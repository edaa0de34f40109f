package org.liaoyuan.server.assistant;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.space.SpaceFilter;

/**
 * What a person chose for an answer to stand on.
 *
 * @param sources none: what the model knows. COLLECTIONS is among them if and only if collections are
 * @param collections ids
 * @param material which part of the person's material and of these collections
 */
record Chosen(Set<EvidenceSource.Kind> sources, Set<UUID> collections, SpaceFilter material) {

    private static final int MOST = 50;

    static final Chosen NOTHING = new Chosen(Set.of(), Set.of(), SpaceFilter.ALL);

    /**
     * As a request says it, where each may be left out.
     *
     * @throws IllegalArgumentException if that can't be meant
     */
    static Chosen of(
            @Nullable Set<EvidenceSource.Kind> sources,
            @Nullable Set<UUID> collections,
            @Nullable SpaceFilter material) {
        Set<UUID> named = collections == null ? Set.of() : collections;
        if (named.size() > MOST) {
            throw new IllegalArgumentException(
                    "collections has " + named.size() + " entries; expected at most " + MOST);
        }
        if (named.isEmpty() && sources != null && sources.contains(EvidenceSource.Kind.COLLECTIONS)) {
            throw new IllegalArgumentException("sources has COLLECTIONS, and collections names none; name some");
        }
        EnumSet<EvidenceSource.Kind> all = EnumSet.noneOf(EvidenceSource.Kind.class);
        all.addAll(sources == null ? Set.of() : sources);
        if (!named.isEmpty()) {
            all.add(EvidenceSource.Kind.COLLECTIONS);
        }
        return new Chosen(Set.copyOf(all), Set.copyOf(named), SpaceFilter.checked(material));
    }

    /** What an answer was made with, as far as its collections are still open. */
    static Chosen again(Message answer, Set<UUID> open) {
        Set<UUID> left = answer.collections().stream().filter(open::contains).collect(Collectors.toSet());
        return new Chosen(answer.sources(), left, SpaceFilter.checked(answer.material()));
    }

    /** With another part of it all; null changes nothing. */
    Chosen narrowed(@Nullable SpaceFilter wanted) {
        return wanted == null ? this : new Chosen(sources, collections, SpaceFilter.checked(wanted));
    }
}
