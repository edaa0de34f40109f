package org.liaoyuan.server.assistant.find;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.SpaceFilter;
import org.liaoyuan.server.space.SpaceFinder;
import org.liaoyuan.server.store.LikePattern;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds in all that somebody has here; where nothing is looked for, what they had in hand last. */
@Component
class Everything {

    private final JdbcClient jdbc;
    private final SpaceFinder space;

    Everything(JdbcClient jdbc, SpaceFinder space) {
        this.jdbc = jdbc;
        this.space = space;
    }

    /**
     * What was found, by kind; the best or newest first.
     *
     * @param files by name, and passages that fit
     */
    @Schema(name = "SearchResults")
    record Results(List<Found> conversations, List<Found> notes, List<Found> files) {}

    /** @param filter where it narrows, conversations are left out: they have nothing that it speaks of */
    Results find(Identity who, String question, SpaceFilter filter, int limit) {
        Words words = Words.of(question);
        List<Found> conversations = filter.narrows() ? List.of() : conversations(words, limit);
        if (!who.may(Permission.OWN_SPACE)) {
            return new Results(conversations, List.of(), List.of());
        }
        try {
            return inSpace(who, question, words, filter, limit, conversations);
        } catch (RefusedException e) {
            // a key that is for other spaces
            return new Results(conversations, List.of(), List.of());
        }
    }

    private Results inSpace(
            Identity who, String question, Words words, SpaceFilter filter, int limit, List<Found> conversations) {
        List<Found> notes = new ArrayList<>();
        space.notes(words.each(), filter, limit).forEach(note -> notes.add(note(note, words)));
        List<Found> files = new ArrayList<>();
        space.files(who, words.each(), filter, limit).forEach(file -> files.add(file(file, words)));
        if (!words.isEmpty()) {
            for (SpaceFinder.FoundText passage : space.passages(who, question.strip(), filter, 2 * limit)) {
                UUID note = passage.note();
                if (note == null) {
                    add(files, passage(passage, words), limit);
                } else if (notes.stream().noneMatch(found -> found.id().equals(note))) {
                    add(notes, inNote(note, passage, words), limit);
                }
            }
        }
        return new Results(conversations, notes, files);
    }

    private static void add(List<Found> all, Found one, int limit) {
        if (all.size() < limit) {
            all.add(one);
        }
    }

    private record Hit(
            UUID id,
            String title,
            @Nullable UUID message,
            @Nullable String content) {}

    /**
     * By title, or by the newest message that holds all words. ILIKE over the person's own rows, not a trigram index: that one knows
     * no Chinese word of two characters, and row-level security would not let the planner use it.
     */
    private List<Found> conversations(Words words, int limit) {
        return jdbc
                .sql("""
                        select c.id, c.title, m.id as message, m.content from
                          (select * from conversation where\s""" + Tenant.OWN + """
                        ) c left join lateral (
                          select id, content from message where conversation_id = c.id and :searching
                            and content ilike all (:patterns::text[]) order by created_at desc, id limit 1) m on true
                        where not :searching or m.id is not null or c.title ilike all (:patterns::text[])
                        order by c.updated_at desc, c.id limit :limit""")
                .params(Tenant.current().parameters())
                .param("searching", !words.isEmpty())
                .param("patterns", LikePattern.holding(words.each()))
                .param("limit", limit)
                .query((row, number) -> new Hit(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getObject("message", UUID.class),
                        row.getString("content")))
                .list()
                .stream()
                .map(hit -> conversation(hit, words))
                .toList();
    }

    private static Found conversation(Hit hit, Words words) {
        String content = Objects.requireNonNullElse(hit.content(), "");
        Excerpt excerpt = Excerpt.of(content, words.marks(content));
        return Found.of(Found.Kind.CONVERSATION, hit.id(), hit.message(), null, hit.title(), words, "", excerpt);
    }

    private static Found note(SpaceFinder.FoundNote note, Words words) {
        Excerpt excerpt = Excerpt.of(note.text(), words.marks(note.text()));
        return Found.of(Found.Kind.NOTE, note.id(), null, null, note.title(), words, "", excerpt);
    }

    private static Found inNote(UUID note, SpaceFinder.FoundText passage, Words words) {
        String title = passage.name().replaceFirst("\\.md$", "");
        return Found.of(Found.Kind.NOTE, note, null, null, title, words, "", excerpt(passage));
    }

    private static Found file(SpaceFinder.FoundFile file, Words words) {
        Excerpt nothing = new Excerpt("", List.of());
        return Found.of(Found.Kind.FILE, file.document(), null, null, file.name(), words, file.place(), nothing);
    }

    private static Found passage(SpaceFinder.FoundText passage, Words words) {
        String place = String.join(" › ", passage.headings());
        return Found.of(
                Found.Kind.FILE,
                passage.document(),
                null,
                passage.ordinal(),
                passage.name(),
                words,
                place,
                excerpt(passage));
    }

    private static Excerpt excerpt(SpaceFinder.FoundText passage) {
        return Excerpt.of(
                passage.text(),
                passage.marks().stream()
                        .map(mark -> new Mark(mark.start(), mark.end()))
                        .toList());
    }
}
