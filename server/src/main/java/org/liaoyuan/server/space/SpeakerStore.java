package org.liaoyuan.server.space;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who speaks in recordings, and how they are called: those of the {@link Tenant} who asks. */
@Repository
class SpeakerStore {

    private final JdbcClient jdbc;

    SpeakerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody who speaks in a recording.
     *
     * @param document id of the recording
     * @param number 1 for who speaks first
     * @param label what they were called at first
     * @param name what they are called
     */
    record SpaceSpeaker(UUID document, int number, String label, String name) {}

    private record Chunk(int ordinal, String body) {}

    /** By number; none where nobody was told apart. */
    List<SpaceSpeaker> of(UUID document) {
        return speakers("document = :document and " + Tenant.OWN, document, "");
    }

    List<SpaceSpeaker> list() {
        return speakers(Tenant.OWN, new UUID(0, 0), "");
    }

    private List<SpaceSpeaker> speakers(String where, UUID document, String lock) {
        return jdbc.sql("select document, number, label, name from space_speaker where " + where
                        + " order by document, number" + lock)
                .params(Tenant.current().parameters())
                .param("document", document)
                .query((row, number) -> new SpaceSpeaker(
                        row.getObject("document", UUID.class),
                        row.getInt("number"),
                        row.getString("label"),
                        row.getString("name")))
                .list();
    }

    /**
     * Calls a speaker something, also in what is written down and found.
     *
     * @param name empty for what they were called at first
     * @throws RefusedException if there is no such speaker
     * @throws IllegalArgumentException if it is no name, or another's
     */
    @Transactional
    void rename(UUID document, int number, @Nullable String name) {
        List<SpaceSpeaker> all = speakers("document = :document and " + Tenant.OWN, document, " for update");
        SpaceSpeaker speaker = all.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.absent("There is no speaker " + number + " in the document " + document));
        Set<String> taken = all.stream()
                .filter(each -> each.number() != number)
                .flatMap(each -> Stream.of(each.name(), each.label()))
                .collect(Collectors.toSet());
        String wanted = SpeakerNames.checked(name == null || name.isBlank() ? speaker.label() : name, taken);
        jdbc.sql("update space_speaker set name = :name where document = :document and number = :number and "
                        + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("name", wanted)
                .param("document", document)
                .param("number", number)
                .update();
        for (Chunk chunk : chunks(document)) {
            String renamed = SpeakerNames.renamed(chunk.body(), speaker.name(), wanted);
            if (!renamed.equals(chunk.body())) {
                jdbc.sql("update space_chunk set body = :body where document = :document and ordinal = :ordinal and "
                                + Tenant.OWN)
                        .params(Tenant.current().parameters())
                        .param("body", renamed)
                        .param("document", document)
                        .param("ordinal", chunk.ordinal())
                        .update();
            }
        }
        // another stamp: the index takes it in anew
        jdbc.sql("update space_document set finished_at = clock_timestamp() where id = :document and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("document", document)
                .update();
    }

    private List<Chunk> chunks(UUID document) {
        return jdbc.sql("select ordinal, body from space_chunk where document = :document and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("document", document)
                .query((row, number) -> new Chunk(row.getInt("ordinal"), row.getString("body")))
                .list();
    }
}
