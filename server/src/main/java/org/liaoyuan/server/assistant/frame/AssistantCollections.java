package org.liaoyuan.server.assistant.frame;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.SpaceCollections;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which assistants draw on which collections. Somebody who uses the assistant and may not read a collection is answered without it, and
 * does not hear of it.
 */
@Component
public class AssistantCollections {

    private static final int MOST = 20;

    private static final String SELECT = """
            select collection from assistant_collection where assistant = :assistant and organisation = :organisation
              and collection in (%s)""".formatted(SpaceCollections.READABLE);

    private final Assistants assistants;
    private final SpaceCollections collections;
    private final JdbcClient jdbc;

    AssistantCollections(Assistants assistants, SpaceCollections collections, JdbcClient jdbc) {
        this.assistants = assistants;
        this.collections = collections;
        this.jdbc = jdbc;
    }

    /** Of an assistant that is open to somebody: those of its collections that are too. */
    public Set<UUID> open(Identity who, String assistant) {
        Optional<UUID> id = uuid(assistant);
        if (id.isEmpty()) {
            return Set.of();
        }
        List<UUID> attached = jdbc.sql(SELECT)
                .params(Tenant.current().parameters())
                .param("assistant", id.get())
                .query((row, number) -> row.getObject("collection", UUID.class))
                .list();
        if (attached.isEmpty()) {
            return Set.of();
        }
        Set<UUID> readable = collections.readable(who);
        return attached.stream().filter(readable::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** In place of those that whose assistant it is may read; they are told of no others, and take none of them away. */
    @Transactional
    void put(Identity who, String assistant, Set<UUID> wanted) {
        if (wanted.size() > MOST) {
            throw new IllegalArgumentException(
                    "collections has " + wanted.size() + " entries; expected at most " + MOST);
        }
        UUID id = uuid(assistant).orElseThrow(() -> RefusedException.missing("assistant", assistant));
        if (assistants.get(who, assistant).origin() != Assistant.Origin.OWN) {
            throw RefusedException.forbidden(
                    "The assistant " + assistant + " is not yours; make a copy and change that");
        }
        collections.requireReadable(who, wanted);
        jdbc.sql("delete from assistant_collection where assistant = :assistant and collection in (%s)"
                        .formatted(SpaceCollections.READABLE))
                .params(Tenant.current().parameters())
                .param("assistant", id)
                .update();
        for (UUID collection : wanted) {
            jdbc.sql("insert into assistant_collection (assistant, collection, organisation) values (?, ?, ?)"
                            + " on conflict do nothing")
                    .params(id, collection, who.organisation())
                    .update();
        }
    }

    /** Those that everybody has are no rows, and have none. */
    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
