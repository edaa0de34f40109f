package org.liaoyuan.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests may be in the next batch: llama.cpp computes a batch with one adapter, so those with the same {@link Weights}
 * go together, and the groups take turns.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>A turn ends after {@link #MOST_BATCHES} batches, or sooner after one chunk of prompt tokens. A change of adapter costs
 *       a fifth to a quarter of a one-token batch in planning: that many batches make it a twentieth, and are few enough for
 *       the others not to notice a pause.
 *   <li>Groups come in the order in which they last had a turn, new ones last: none waits longer than one turn of each of the
 *       others, however many requests these have.
 * </ul>
 */
final class Turns {

    /** Between one (a change with every token) and many (answers that come in bursts). */
    static final int MOST_BATCHES = 4;

    /** The first has the turn, the last had it latest. */
    private final Deque<Weights> order = new ArrayDeque<>();

    private @Nullable Weights current;
    private int batches;
    private int promptTokens;

    /** The slots whose turn it is, in the same order. */
    List<Slot> next(List<Slot> running) {
        Set<Weights> present = new LinkedHashSet<>();
        running.forEach(slot -> present.add(slot.task.weights));
        order.removeIf(weights -> !present.contains(weights));
        present.removeAll(order);
        order.addAll(present);
        if (order.isEmpty()) {
            return List.of();
        }
        if (order.getFirst().equals(current) && isOver()) {
            order.addLast(order.removeFirst());
            current = null;
        }
        Weights turn = order.getFirst();
        if (!turn.equals(current)) {
            current = turn;
            batches = 0;
            promptTokens = 0;
        }
        batches++;
        return running.stream().filter(slot -> slot.task.weights.equals(turn)).toList();
    }

    /** Prompt tokens were put into the batch. */
    void took(int tokens) {
        promptTokens += tokens;
    }

    private boolean isOver() {
        return batches >= MOST_BATCHES || promptTokens >= BatchFiller.CHUNK_BESIDE_OTHERS;
    }
}
