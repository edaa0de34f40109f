package org.liaoyuan.server.space;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The text of documents as it was read, for the rooms above. */
@Component
public class SpaceText {

    private final Documents documents;
    private final SpeakerStore speakers;
    private final JdbcClient jdbc;

    SpaceText(Documents documents, SpeakerStore speakers, JdbcClient jdbc) {
        this.documents = documents;
        this.speakers = speakers;
        this.jdbc = jdbc;
    }

    /**
     * A passage.
     *
     * @param headings above it, the outermost first
     * @param page 1 …; null where the format has none
     */
    public record Part(List<String> headings, @Nullable Integer page, String text) {}

    /** @throws org.liaoyuan.server.access.RefusedException if the space of who asks is not open to them */
    public void requireOpen() {
        documents.space();
    }

    /**
     * A document of who asks' own space: one of a collection is nobody's own, and not meant here.
     *
     * @return whether it was read
     * @throws org.liaoyuan.server.access.RefusedException if there is none, or the space is not open to them
     */
    public boolean isRead(UUID document) {
        return documents.own(document).state() == SpaceDocument.State.INDEXED;
    }

    /**
     * Whether a document of who asks' own space is sound, or moving pictures with it, and what is said in it was written down.
     *
     * @throws org.liaoyuan.server.access.RefusedException if there is none, or the space is not open to them
     */
    public boolean isRecording(UUID document) {
        SpaceDocument own = documents.own(document);
        return own.state() == SpaceDocument.State.INDEXED
                && (own.type().startsWith("audio/") || own.type().startsWith("video/"));
    }

    /** Name of a document of the tenant, on any thread; empty where it is gone. */
    public String name(UUID document) {
        return jdbc.sql("select name from space_document where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", document)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /**
     * What those are called who are told apart in a recording, as their names stand before what they say; none where nobody is. For the
     * tenant, on any thread.
     */
    public List<String> speakers(UUID document) {
        return speakers.of(document).stream()
                .map(SpeakerStore.SpaceSpeaker::name)
                .toList();
    }

    /** Its passages in order, at most so many; none where it is gone. For the tenant, on any thread. */
    public List<Part> parts(UUID document, int most) {
        return jdbc.sql("select headings, page, body from space_chunk where document = :id and " + Tenant.OWN
                        + " order by ordinal limit :most")
                .params(Tenant.current().parameters())
                .param("id", document)
                .param("most", most)
                .query((row, number) -> new Part(
                        List.of((String[]) row.getArray("headings").getArray()),
                        row.getObject("page", Integer.class),
                        row.getString("body")))
                .list();
    }
}
