package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a space are meant; null for what does not matter. A document is meant if it meets all that matters.
 *
 * @param tags all of which it has, in any letter case
 * @param kinds of which it is one
 * @param folder in which it stands, or in one below
 * @param after when it was added at the earliest
 * @param before when it was added at the latest
 * @param documents of which it is one, or another version of one
 */
@Schema(name = "SpaceFilter")
public record SpaceFilter(
        @Nullable List<String> tags,
        @Nullable List<FileKind> kinds,
        @Nullable String folder,
        @Nullable Instant after,
        @Nullable Instant before,
        @Nullable List<UUID> documents) {

    public static final SpaceFilter ALL = new SpaceFilter(null, null, null, null, null, null);

    private static final int MOST_DOCUMENTS = 100;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * As requests have it, made sure of.
     *
     * @throws IllegalArgumentException if something in it can't be meant
     */
    public static SpaceFilter checked(@Nullable SpaceFilter wanted) {
        return wanted == null
                ? ALL
                : new SpaceFilter(
                        few("tags", wanted.tags, TagStore.MOST_OF_DOCUMENT).stream()
                                .map(name -> TagName.of(name).shown())
                                .toList(),
                        few("kinds", wanted.kinds, FileKind.values().length),
                        wanted.folder == null ? null : Folder.of(wanted.folder),
                        time("after", wanted.after),
                        time("before", wanted.before),
                        few("documents", wanted.documents, MOST_DOCUMENTS));
    }

    /** Empty stands for null from here on: nothing that is in none. */
    public SpaceFilter {
        tags = tags == null || tags.isEmpty() ? null : tags;
        kinds = kinds == null || kinds.isEmpty() ? null : kinds;
        folder = folder == null || folder.isEmpty() ? null : folder;
        documents = documents == null || documents.isEmpty() ? null : documents;
    }

    private static @Nullable Instant time(String field, @Nullable Instant wanted) {
        if (wanted != null && (wanted.isBefore(EARLIEST) || wanted.isAfter(LATEST))) {
            throw new IllegalArgumentException(field + " is " + wanted + "; expected a time from 1970 to 9999");
        }
        return wanted;
    }

    private static <T> List<T> few(String field, @Nullable List<T> all, int most) {
        if (all == null) {
            return List.of();
        }
        if (all.size() > most || all.stream().anyMatch(each -> each == null)) {
            throw new IllegalArgumentException(
                    field + " has " + all.size() + " entries; expected at most " + most + ", none of them null");
        }
        return List.copyOf(all);
    }

    /** Whether it leaves anything out. */
    public boolean narrows() {
        return !equals(ALL);
    }
}
