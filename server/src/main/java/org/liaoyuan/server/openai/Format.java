package org.liaoyuan.server.openai;

import java.util.List;
import java.util.Optional;

/**
 * How one endpoint words its answers.
 *
 * @param <T> an answer as a whole
 */
interface Format<T> {

    /** What ids begin with. */
    String idPrefix();

    T whole(Head head, List<WholeChoice> choices, Wire.Usage usage);

    /** The chunk before a choice's first piece, where there is one. */
    Optional<Object> opening(Head head, int index);

    /** The chunk of a part; empty where it has nothing to show. */
    Optional<Object> part(Head head, Part.Said said);

    Object ending(Head head, int index, String finishReason);

    /** The chunk after all choices. */
    Object usage(Head head, Wire.Usage usage);
}
