package org.liaoyuan.server.assistant.digest;

import java.util.Map;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.assistant.making.MakingJob;
import org.liaoyuan.server.assistant.making.MakingQueue;
import org.liaoyuan.server.store.Node;
import org.springframework.stereotype.Repository;

/** Digests that are to be made: those that were asked for first, then the oldest. */
@Repository
class DigestQueue extends MakingQueue {

    DigestQueue(SystemDatabase database, Node node) {
        super(
                database,
                node,
                new Form(
                        "document_digest",
                        "asked desc, queued_at, document",
                        "",
                        ", summary = '', questions = '{}', model = null"));
    }

    void finish(MakingJob job, DigestMaker.Made made) {
        finish(
                job,
                ", summary = :summary, questions = :questions, model = :model, whole = :whole",
                Map.of(
                        "summary",
                        made.text().summary(),
                        "questions",
                        made.text().questions().toArray(String[]::new),
                        "model",
                        made.model(),
                        "whole",
                        made.whole()));
    }
}
