package org.liaoyuan.server.assistant.proof;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.SpaceFilter;

/** Where passages come from that an answer may stand on. Called on the answer's own thread, for the tenant who asks. */
public interface EvidenceSource {

    /** What a person chooses for a question. */
    enum Kind {
        /** Their own personal space. */
        MATERIAL,
        /** Collections that are shared in their organisation: those that are named. */
        COLLECTIONS,
        /** A search of the web. */
        WEB
    }

    Kind kind();

    /** Whether it can be asked at all by this person; asks nobody outside. */
    boolean available(Identity who);

    /**
     * Passages that may answer a question, the best first; none where there is nothing. Bounded in time.
     *
     * @param collections that were chosen; of COLLECTIONS
     * @param only which part of the material and of the collections is meant
     * @return each numbered as it likes: {@link Gathering} numbers them anew
     * @throws SourceFailedException if it could not be asked
     */
    List<Evidence> find(Identity who, Set<UUID> collections, SpaceFilter only, String question, int limit);
}
