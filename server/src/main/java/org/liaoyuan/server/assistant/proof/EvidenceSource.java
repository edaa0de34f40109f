package org.liaoyuan.server.assistant.proof;

import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.SpaceFilter;

/** Where passages come from that an answer may stand on. Called on the answer's own thread, for the tenant who asks. */
public interface EvidenceSource {

    /** What a person chooses for a question. */
    enum Kind {
        /** Their own personal space. */
        MATERIAL,
        /** A search of the web. */
        WEB
    }

    Kind kind();

    /** Whether it can be asked at all by this person; asks nobody outside. */
    boolean available(Identity who);

    /**
     * Passages that may answer a question, the best first; none where there is nothing. Bounded in time.
     *
     * @param only which part of their material is meant
     * @return each numbered as it likes: {@link Gathering} numbers them anew
     * @throws SourceFailedException if it could not be asked
     */
    List<Evidence> find(Identity who, String question, SpaceFilter only, int limit);
}
