package org.liaoyuan.server.assistant.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.SpaceFilter;
import org.springframework.stereotype.Component;

/** Asks the sources that somebody chose. */
@Component
public class Gathering {

    private final List<EvidenceSource> sources;
    private final ProofSettings settings;

    Gathering(List<EvidenceSource> sources, ProofSettings settings) {
        this.settings = settings;
        this.sources = sources.stream()
                .sorted(Comparator.comparing(EvidenceSource::kind))
                .toList();
    }

    /** Those that this person can choose. */
    public Set<EvidenceSource.Kind> available(Identity who) {
        Set<EvidenceSource.Kind> kinds = EnumSet.noneOf(EvidenceSource.Kind.class);
        sources.stream().filter(source -> source.available(who)).forEach(source -> kinds.add(source.kind()));
        return kinds;
    }

    /** @throws IllegalArgumentException if one of them can't be asked */
    public void require(Identity who, Collection<EvidenceSource.Kind> chosen) {
        Set<EvidenceSource.Kind> there = chosen.isEmpty() ? Set.of() : available(who);
        for (EvidenceSource.Kind kind : chosen) {
            if (!there.contains(kind)) {
                throw new IllegalArgumentException("sources has " + kind + ", which can't be asked; "
                        + switch (kind) {
                            case WEB -> "no web search is set up on this server";
                            case COLLECTIONS -> "no collection is open to you";
                            case MATERIAL -> "your space is not open to this key";
                        });
            }
        }
    }

    /**
     * Asks each of those chosen; one that fails leaves the others.
     *
     * @param collections that were chosen; of COLLECTIONS
     * @param only which part of the material and of the collections is meant
     */
    public Gathered gather(
            Identity who,
            Collection<EvidenceSource.Kind> chosen,
            Set<UUID> collections,
            SpaceFilter only,
            String question) {
        List<Evidence> all = new ArrayList<>();
        List<Gathered.Missed> missed = new ArrayList<>();
        for (EvidenceSource source : sources) {
            if (chosen.contains(source.kind())) {
                try {
                    source.find(who, collections, only, question, settings.passages())
                            .forEach(found -> all.add(found.numbered(all.size() + 1)));
                } catch (SourceFailedException e) {
                    missed.add(new Gathered.Missed(source.kind(), String.valueOf(e.getMessage())));
                }
            }
        }
        return new Gathered(question, List.copyOf(all), List.copyOf(missed));
    }
}
