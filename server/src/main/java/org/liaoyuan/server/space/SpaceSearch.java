package org.liaoyuan.server.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.index.Span;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds passages in the personal space of who asks, and in collections that they may read at that moment. The index is bound to
 * these, and says only which passages; their text comes from the database, which is bound to them once more.
 */
@Component
public class SpaceSearch {

    private final Documents documents;
    private final SpaceCollections collections;
    private final Meaning meaning;
    private final IndexMirror index;
    private final Narrowed narrowed;
    private final JdbcClient jdbc;
    private final RerankChoice choice;
    private final RerankSettings settings;
    private final Reranked reranked;

    SpaceSearch(
            Documents documents,
            SpaceCollections collections,
            Meaning meaning,
            IndexMirror index,
            Narrowed narrowed,
            JdbcClient jdbc,
            RerankChoice choice,
            RerankSettings settings,
            Reranked reranked) {
        this.narrowed = narrowed;
        this.documents = documents;
        this.collections = collections;
        this.meaning = meaning;
        this.index = index;
        this.jdbc = jdbc;
        this.choice = choice;
        this.settings = settings;
        this.reranked = reranked;
    }

    /** Whether somebody, or the key that they use, may search at all. */
    public boolean isOpen(Identity who) {
        return documents.isOpen(who);
    }

    /**
     * The best first, put in order by a model where that is wanted and there is one. Called for the tenant who asks, on any thread.
     *
     * @throws org.liaoyuan.server.access.RefusedException if their space is not open to them
     */
    public List<FoundPassage> find(Identity who, String question, int limit) {
        return find(who, question, SpaceFilter.ALL, limit);
    }

    /** As {@link #find(Identity, String, int)}, in the documents alone that a filter means. */
    public List<FoundPassage> find(Identity who, String question, SpaceFilter filter, int limit) {
        return ordered(who, new Places(Set.of(own(who)), Set.of()), question, filter, limit);
    }

    /** As {@link #find(Identity, String, SpaceFilter, int)}, in those of these collections that they may read, and nothing else. */
    public List<FoundPassage> inCollections(
            Identity who, Set<UUID> chosen, String question, SpaceFilter filter, int limit) {
        Set<UUID> open =
                collections.readable(who).stream().filter(chosen::contains).collect(Collectors.toSet());
        return ordered(who, new Places(owners(open), open), question, filter, limit);
    }

    /** In all that they may read, in the order of words and meaning alone. */
    List<FoundPassage> everywhere(Identity who, String question, SpaceFilter filter, int limit) {
        Set<UUID> open = collections.readable(who);
        Set<Owner> all = new HashSet<>(owners(open));
        all.add(own(who));
        return fused(who, new Places(all, open), question, filter, limit);
    }

    /**
     * Where is searched.
     *
     * @param open ids of the collections among them
     */
    private record Places(Set<Owner> owners, Set<UUID> open) {}

    private List<FoundPassage> ordered(Identity who, Places places, String question, SpaceFilter filter, int limit) {
        Optional<String> model = choice.wanted();
        if (model.isEmpty()) {
            return fused(who, places, question, filter, limit);
        }
        List<FoundPassage> found = fused(who, places, question, filter, Math.max(limit, settings.passages()));
        List<FoundPassage> best = found.subList(0, Math.min(found.size(), settings.passages()));
        if (best.size() < 2) {
            return best;
        }
        List<FoundPassage> ordered = new ArrayList<>(
                reranked.of(model.get(), question, best, Caller.of(who)).passages());
        ordered.addAll(found.subList(best.size(), found.size()));
        return List.copyOf(ordered.subList(0, Math.min(limit, ordered.size())));
    }

    private Owner own(Identity who) {
        UUID space = documents.space(who);
        Tenant tenant = Tenant.current();
        return new Owner(tenant.organisation(), tenant.person(), space);
    }

    private static Set<Owner> owners(Set<UUID> collections) {
        String organisation = Tenant.current().organisation();
        return collections.stream()
                .map(id -> Owner.ofCollection(organisation, id))
                .collect(Collectors.toSet());
    }

    /** By words alone where a budget for embeddings is used up. */
    private List<FoundPassage> fused(Identity who, Places places, String question, SpaceFilter filter, int limit) {
        if (places.owners().isEmpty()) {
            return List.of();
        }
        Set<UUID> only =
                narrowed.documents(places.owners().stream().map(Owner::space).collect(Collectors.toSet()), filter);
        if (only != null && only.isEmpty()) {
            return List.of();
        }
        return index.find(places.owners(), question, () -> vector(who, question), only, limit).stream()
                .map(hit -> passage(hit, places.open(), question))
                .flatMap(Optional::stream)
                .toList();
    }

    private float @Nullable [] vector(Identity who, String question) {
        try {
            return meaning.of(question, Caller.of(who));
        } catch (BudgetExceededException e) {
            return null;
        }
    }

    /** Nothing where it was deleted in between. */
    private Optional<FoundPassage> passage(Hit hit, Set<UUID> open, String question) {
        return jdbc.sql("""
                        select d.name, d.version, c.collection, c.headings, c.page, c.body, c.boxes from
                          (select * from space_chunk where document = :document and ordinal = :ordinal
                            and (%s or collection = any(:open))) c
                          join space_document d on d.id = c.document""".formatted(Tenant.OWN))
                .params(Tenant.current().parameters())
                .param("document", hit.document())
                .param("ordinal", hit.ordinal())
                .param("open", open.toArray(UUID[]::new))
                .query((row, number) -> new FoundPassage(
                        hit.document(),
                        row.getObject("collection", UUID.class),
                        row.getString("name"),
                        row.getInt("version"),
                        hit.ordinal(),
                        List.of((String[]) row.getArray("headings").getArray()),
                        row.getObject("page", Integer.class),
                        row.getString("body"),
                        Boxes.places(row.getString("boxes")),
                        hit.score(),
                        hit.words(),
                        hit.meaning(),
                        Span.of(question, row.getString("body")).stream()
                                .map(span -> new FoundPassage.Mark(span.start(), span.end()))
                                .toList()))
                .optional();
    }
}
