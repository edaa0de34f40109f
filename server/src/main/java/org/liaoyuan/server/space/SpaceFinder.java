package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.store.LikePattern;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a search over everything finds in the personal space of who asks, and in the collections that they may read; for the rooms above. */
@Component
public class SpaceFinder {

    private final Documents documents;
    private final SpaceSearch search;
    private final Narrowed narrowed;
    private final SpaceCollections collections;
    private final JdbcClient jdbc;

    SpaceFinder(
            Documents documents, SpaceSearch search, Narrowed narrowed, SpaceCollections collections, JdbcClient jdbc) {
        this.narrowed = narrowed;
        this.collections = collections;
        this.documents = documents;
        this.search = search;
        this.jdbc = jdbc;
    }

    /** A note that holds the words. */
    public record FoundNote(UUID id, String title, String text, Instant changedAt) {}

    /**
     * A file whose name or folder holds the words.
     *
     * @param place its collection and folder, as far as it has them
     */
    public record FoundFile(UUID document, String name, String place, Instant addedAt) {}

    /** A part of a text: UTF-16 units, the end is after the last. */
    public record Marked(int start, int end) {}

    /**
     * A passage that fits.
     *
     * @param note of which the document is a version; null for a file
     * @param ordinal of the passage in its document: 0 …
     * @param marks where words of the question stand; empty where it fits by its meaning alone
     */
    public record FoundText(
            UUID document,
            @Nullable UUID note,
            String name,
            int ordinal,
            List<String> headings,
            @Nullable Integer page,
            String text,
            List<Marked> marks) {}

    /** Notes that hold all of the words, in any letter case; the one that was changed last first. All of them for no words. */
    public List<FoundNote> notes(List<String> words, SpaceFilter filter, int limit) {
        UUID space = documents.space();
        Set<UUID> only = narrowed.documents(Set.of(space), filter);
        return jdbc.sql("""
                        select id, title, body, updated_at from space_note where space = :space
                          and title || E'\\n' || body ilike all (:patterns::text[])
                          and (:all or id in (select note from space_document where id = any(:only))) and\s""" + Tenant.OWN + """
                         order by updated_at desc, id limit :limit""")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("all", only == null)
                .param("only", ids(only))
                .param("patterns", LikePattern.holding(words))
                .param("limit", limit)
                .query((row, number) -> new FoundNote(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("body"),
                        row.getTimestamp("updated_at").toInstant()))
                .list();
    }

    /** The newest versions of files whose folder and name hold all of the words; the newest first. All of them for no words. */
    public List<FoundFile> files(Identity who, List<String> words, SpaceFilter filter, int limit) {
        Set<UUID> spaces = new HashSet<>(collections.readable(who));
        spaces.add(documents.space());
        Set<UUID> only = narrowed.documents(spaces, filter);
        return jdbc.sql("""
                        select id, name, folder, created_at, (select c.name from collection c where c.id = d.space) as collection
                        from space_document d where space = any(:spaces) and note is null
                          and folder || '/' || name ilike all (:patterns::text[]) and (:all or id = any(:only))
                          and not exists (select from space_document n
                            where n.space = d.space and n.series = d.series and n.version > d.version)
                          and\s""" + DocumentStore.HELD + """
                         order by created_at desc, id limit :limit""")
                .params(Tenant.current().parameters())
                .param("spaces", spaces.toArray(UUID[]::new))
                .param("all", only == null)
                .param("only", ids(only))
                .param("patterns", LikePattern.holding(words))
                .param("limit", limit)
                .query((row, number) -> new FoundFile(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        Stream.of(row.getString("collection"), row.getString("folder"))
                                .filter(part -> part != null && !part.isEmpty())
                                .collect(Collectors.joining(" › ")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    private static UUID[] ids(@Nullable Set<UUID> only) {
        return only == null ? new UUID[0] : only.toArray(UUID[]::new);
    }

    /** Passages by words and by meaning, the best first. Those by meaning alone only where no passage holds a word. */
    public List<FoundText> passages(Identity who, String question, SpaceFilter filter, int limit) {
        UUID space = documents.space();
        List<FoundPassage> found = search.everywhere(who, question, filter, limit);
        boolean byWords = found.stream().anyMatch(passage -> !passage.marks().isEmpty());
        return found.stream()
                .filter(passage -> !byWords || !passage.marks().isEmpty())
                .map(passage -> new FoundText(
                        passage.document(),
                        documents.noteOf(space, passage.document()),
                        passage.name(),
                        passage.ordinal(),
                        passage.headings(),
                        passage.page(),
                        passage.text(),
                        passage.marks().stream()
                                .map(mark -> new Marked(mark.start(), mark.end()))
                                .toList()))
                .toList();
    }
}
