package org.liaoyuan.server.space;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which documents a {@link SpaceFilter} means, for the {@link Tenant} who asks. */
@Repository
class Narrowed {

    private final JdbcClient jdbc;

    Narrowed(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(UUID id, String type) {}

    /**
     * Ids of all versions; null where nothing is left out.
     *
     * @param spaces their own, and collections of which somebody has asked before whether they are open to them
     */
    @Nullable
    Set<UUID> documents(Set<UUID> spaces, SpaceFilter filter) {
        if (!filter.narrows()) {
            return null;
        }
        List<FileKind> kinds = filter.kinds() == null ? List.of() : filter.kinds();
        return jdbc
                .sql("""
                        select id, type from space_document d where space = any(:spaces)
                          and (:folder = '' or folder = :folder or starts_with(folder, :folder || '/'))
                          and (cast(:after as timestamptz) is null or created_at >= :after)
                          and (cast(:before as timestamptz) is null or created_at <= :before)
                          and (not :named or (space, series) in (
                            select n.space, n.series from space_document n where n.space = any(:spaces) and n.id = any(:documents)))
                          and not exists (select from unnest(:tags::text[]) wanted where not exists (
                            select from space_tag t where t.space = d.space and t.series = d.series and t.folded = wanted))
                          and\s""" + DocumentStore.HELD)
                .params(Tenant.current().parameters())
                .param("spaces", spaces.toArray(UUID[]::new))
                .param("folder", filter.folder() == null ? "" : filter.folder())
                .param("after", timestamp(filter.after()))
                .param("before", timestamp(filter.before()))
                .param("named", filter.documents() != null)
                .param(
                        "documents",
                        filter.documents() == null
                                ? new UUID[0]
                                : filter.documents().toArray(UUID[]::new))
                .param("tags", folded(filter.tags()))
                .query((row, number) -> new Row(row.getObject("id", UUID.class), row.getString("type")))
                .list()
                .stream()
                .filter(row -> kinds.isEmpty() || kinds.contains(FileKind.of(row.type())))
                .map(Row::id)
                .collect(Collectors.toSet());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static String[] folded(@Nullable List<String> tags) {
        Stream<String> all = tags == null ? Stream.empty() : tags.stream();
        return all.map(name -> TagName.of(name).folded()).toArray(String[]::new);
    }
}
