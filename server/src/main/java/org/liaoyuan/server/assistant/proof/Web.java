package org.liaoyuan.server.assistant.proof;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.space.SpaceFilter;
import org.liaoyuan.server.websearch.WebPassage;
import org.liaoyuan.server.websearch.WebSearch;
import org.liaoyuan.server.websearch.WebSearchException;
import org.springframework.stereotype.Component;

/** Passages of pages that a search of the web finds. The question goes to a search service; nothing else does. */
@Component
class Web implements EvidenceSource {

    private final WebSearch search;

    Web(WebSearch search) {
        this.search = search;
    }

    @Override
    public Kind kind() {
        return Kind.WEB;
    }

    @Override
    public boolean available(Identity who) {
        return search.available(who);
    }

    @Override
    public List<Evidence> find(Identity who, Set<UUID> collections, SpaceFilter only, String question, int limit) {
        try {
            return search.find(who, question, limit).stream()
                    .map(found -> evidence(question, found))
                    .toList();
        } catch (RefusedException | TryLaterException | WebSearchException e) {
            throw new SourceFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static Evidence evidence(String question, WebPassage found) {
        String whole = found.title() + "\n" + String.join("\n", found.headings()) + "\n" + found.text();
        return Evidence.ofWeb(
                found.address(),
                found.title(),
                found.text(),
                Strength.of(question, whole, found.meaning()),
                found.marks().stream()
                        .map(mark -> new Evidence.Mark(mark.start(), mark.end()))
                        .toList());
    }
}
