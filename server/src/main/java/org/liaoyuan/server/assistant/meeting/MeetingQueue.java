package org.liaoyuan.server.assistant.meeting;

import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.assistant.making.MakingJob;
import org.liaoyuan.server.assistant.making.MakingQueue;
import org.liaoyuan.server.store.Node;
import org.springframework.stereotype.Repository;

/** Recordings of which notes are to be made, the oldest first. */
@Repository
class MeetingQueue extends MakingQueue {

    MeetingQueue(SystemDatabase database, Node node) {
        super(database, node, new Form("meeting_notes", "queued_at, document", ", done = 0", ""));
    }

    void progress(MakingJob job, int done, int parts) {
        set(job, "done = :done, parts = :parts", Map.of("done", done, "parts", parts));
    }

    void finish(MakingJob job, UUID note, String model) {
        finish(job, ", note = :note, model = :model, done = parts", Map.of("note", note, "model", model));
    }
}
