package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Repeated;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes documents of notes that nobody has written on for a while, also of those whose page was closed in the middle. */
@Component
class RestedNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RestedNotes.class);

    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;

    private final SystemDatabase database;
    private final NoteStore store;
    private final Notes notes;
    private final Repeated again = new Repeated("rested-notes", EVERY, () -> settle(REST));

    RestedNotes(SystemDatabase database, NoteStore store, Notes notes) {
        this.database = database;
        this.store = store;
        this.notes = notes;
    }

    private record Place(UUID id, UUID space, Tenant owner) {}

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        again.start();
    }

    @PreDestroy
    void close() {
        again.close();
    }

    /** Of all people, those that nobody has changed for so long. */
    void settle(Duration rest) {
        for (Place place : rested(rest)) {
            try {
                place.owner().run(() -> notes.settle(place.space(), store.get(place.space(), place.id())));
            } catch (RuntimeException e) {
                // one that was just deleted, or a disk that is full: the next time
                LOG.warn("no document could be made of a note just now; it is tried again", e);
            }
        }
    }

    private List<Place> rested(Duration rest) {
        return database.ask(db -> db.sql("""
                        select id, space, organisation, person from space_note
                        where settled < revision and updated_at <= now() - make_interval(secs => :rest) order by updated_at limit :most""")
                .param("rest", rest.toMillis() / 1000.0)
                .param("most", AT_ONCE)
                .query((row, number) -> new Place(
                        row.getObject("id", UUID.class),
                        row.getObject("space", UUID.class),
                        new Tenant(row.getString("organisation"), row.getString("person"), false, false)))
                .list());
    }
}
