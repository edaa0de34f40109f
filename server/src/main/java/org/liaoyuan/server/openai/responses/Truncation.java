package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.ContextOverflowException;

/** {@code truncation: auto}: leaves out the oldest turns where the context is too small. Instructions and the last turn stay. */
final class Truncation {

    /** Of the context, for the answer. */
    private static final double FREE = 0.25;

    private Truncation() {}

    /**
     * A shorter conversation, if it can be shorter: what goes is whole, from one word of the user to the next.
     *
     * @param overflow says how much is too much
     */
    static Optional<List<Turn>> shorter(List<Turn> turns, ContextOverflowException overflow) {
        int start = !turns.isEmpty() && turns.getFirst().role().equals("system") ? 1 : 0;
        double share = 1 - overflow.contextSize() * (1 - FREE) / overflow.promptTokens();
        long drop = (long) Math.ceil(share * characters(turns));
        int cut = -1;
        for (int i = start + 1; i < turns.size(); i++) {
            if (turns.get(i).role().equals("user")) {
                cut = i;
                if (characters(turns.subList(start, i)) >= drop) {
                    break;
                }
            }
        }
        if (cut < 0) {
            return Optional.empty();
        }
        List<Turn> shorter = new ArrayList<>(turns.subList(0, start));
        shorter.addAll(turns.subList(cut, turns.size()));
        return Optional.of(shorter);
    }

    private static long characters(List<Turn> turns) {
        return turns.stream().mapToLong(t -> 1L + t.text().length()).sum();
    }
}
