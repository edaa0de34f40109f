package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tags of documents in the database, those of the {@link Tenant} who asks. All versions of a document have the same. */
@Repository
class TagStore {

    static final int MOST_OF_DOCUMENT = 20;
    static final int MOST_OF_SPACE = 500;

    private final JdbcClient jdbc;

    TagStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A tag.
     *
     * @param documents that have it; versions of one count once
     */
    @Schema(name = "SpaceTag")
    record Tag(String name, int documents) {}

    /** By name. */
    List<Tag> list(UUID space) {
        return jdbc.sql("select min(name) as name, count(*) as documents from space_tag where space = :space and "
                        + Tenant.OWN + " group by folded order by folded")
                .params(Tenant.current().parameters())
                .param("space", space)
                .query((row, number) -> new Tag(row.getString("name"), row.getInt("documents")))
                .list();
    }

    /**
     * Gives and takes tags; all of it or nothing.
     *
     * @throws RefusedException if one of the documents is not there, or there would be too many tags
     */
    @Transactional
    void change(UUID space, List<UUID> documents, List<TagName> given, List<TagName> taken) {
        lock(space);
        String[] series = series(space, documents);
        jdbc.sql("delete from space_tag where space = :space and series = any(:series) and folded = any(:taken) and "
                        + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("series", series)
                .param("taken", taken.stream().map(TagName::folded).toArray(String[]::new))
                .update();
        given.forEach(tag -> give(space, series, tag));
        requireFew(space);
    }

    /** What has one of the names already has the other from now on, once. */
    @Transactional
    void rename(UUID space, TagName old, TagName wanted) {
        lock(space);
        String[] series = having(space, old);
        if (series.length == 0) {
            throw RefusedException.absent("There is no tag '" + old.shown() + "' in your space");
        }
        // in the same letters, or in others: the new name is how all are written
        remove(space, old);
        give(space, series, wanted);
        jdbc.sql("update space_tag set name = :name where space = :space and folded = :folded and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("name", wanted.shown())
                .param("space", space)
                .param("folded", wanted.folded())
                .update();
    }

    /** From all documents. */
    void remove(UUID space, TagName tag) {
        jdbc.sql("delete from space_tag where space = :space and folded = :folded and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("folded", tag.folded())
                .update();
    }

    /** As it is written already, where there is one that is the same. */
    private void give(UUID space, String[] series, TagName tag) {
        jdbc.sql("""
                        insert into space_tag (organisation, person, space, series, folded, name)
                        select :organisation, :person, :space, series, :folded, :name from unnest(:series::text[]) series
                        on conflict do nothing""")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("series", series)
                .param("folded", tag.folded())
                .param("name", written(space, tag).orElse(tag.shown()))
                .update();
    }

    private Optional<String> written(UUID space, TagName tag) {
        return jdbc.sql("select name from space_tag where space = :space and folded = :folded and " + Tenant.OWN
                        + " limit 1")
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("folded", tag.folded())
                .query(String.class)
                .optional();
    }

    private String[] having(UUID space, TagName tag) {
        return jdbc.sql("select series from space_tag where space = :space and folded = :folded and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("folded", tag.folded())
                .query(String.class)
                .list()
                .toArray(String[]::new);
    }

    /** So that two at once don't both find the last place free. */
    private void lock(UUID space) {
        jdbc.sql("select id from space where id = ? for update")
                .param(space)
                .query(UUID.class)
                .single();
    }

    private record Version(UUID id, String series) {}

    private String[] series(UUID space, List<UUID> documents) {
        List<Version> found = jdbc.sql(
                        "select id, series from space_document where space = :space and id = any(:ids) and "
                                + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("space", space)
                .param("ids", documents.toArray(UUID[]::new))
                .query((row, number) -> new Version(row.getObject("id", UUID.class), row.getString("series")))
                .list();
        Set<UUID> there = found.stream().map(Version::id).collect(Collectors.toSet());
        documents.stream().filter(id -> !there.contains(id)).findFirst().ifPresent(id -> {
            throw RefusedException.missing("document", id);
        });
        return found.stream().map(Version::series).distinct().toArray(String[]::new);
    }

    private void requireFew(UUID space) {
        int most = jdbc.sql(
                        "select coalesce(max(n), 0) from (select count(*) as n from space_tag where space = :space and "
                                + Tenant.OWN + " group by series) each")
                .params(Tenant.current().parameters())
                .param("space", space)
                .query(Integer.class)
                .single();
        if (most > MOST_OF_DOCUMENT) {
            throw RefusedException.conflict("A document would have " + most + " tags; it takes " + MOST_OF_DOCUMENT
                    + ". Take some from it first");
        }
        int all = list(space).size();
        if (all > MOST_OF_SPACE) {
            throw RefusedException.conflict("Your space would have " + all + " tags; it takes " + MOST_OF_SPACE
                    + ". Remove some, or use one that is there");
        }
    }
}
