package org.liaoyuan.engine;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.engine.llama.NativeContext;

/**
 * Decides what the next batch holds: of the requests whose turn it is, the newest token of each that is generating, guesses of
 * what follows, and in the room that is left a chunk of the prompts. The decode loop owns it.
 */
final class BatchFiller {

    /** Prompt tokens a batch takes while others are generating: bounds the time between two of their tokens. */
    static final int CHUNK_BESIDE_OTHERS = 128;

    /** Prompt tokens of a batch that nobody waits for yet: who comes then waits for no more. */
    private static final int CHUNK_AHEAD = 32;

    /** A shorter common prefix is cheaper computed than waited for. */
    private static final int WORTH_SHARING = 16;

    /** Beside more requests of a batch than this nothing is guessed. */
    private static final int MOST_GUESSING = 2;

    private final NativeContext context;
    private final SequencePool pool;
    private final boolean guesses;
    private final BatchCosts costs;
    private final Turns turns = new Turns();
    private int round;

    /** Prompt tokens copied from other sequences since the last count. */
    private int reused;

    BatchFiller(NativeContext context, SequencePool pool, boolean guesses, BatchCosts costs) {
        this.context = context;
        this.pool = pool;
        this.guesses = guesses;
        this.costs = costs;
    }

    /**
     * Fills the batch.
     *
     * @param running oldest first
     * @param full whether the cache has no room for guesses
     * @return those that have a part in it or wait for one that has
     */
    List<Slot> fill(List<Slot> running, boolean full) {
        context.clearBatch();
        running.forEach(Slot::clear);
        List<Slot> group = turns.next(running);
        if (group.isEmpty()) {
            return group;
        }
        group.getFirst().task.weights.use(context);
        for (Slot slot : group) {
            if (!slot.readsPrompt()) {
                slot.feed(context, 1);
            }
        }
        if (guesses && !full) {
            guess(group);
        }
        boolean alone = context.filled() == 0 && group.size() == running.size();
        readPrompts(group, alone);
        return group;
    }

    /** Tokens that were copied since this was last asked. */
    int takeReused() {
        int count = reused;
        reused = 0;
        return count;
    }

    private void readPrompts(List<Slot> group, boolean alone) {
        List<Slot> readers = new ArrayList<>();
        for (Slot slot : group) {
            if (slot.readsPrompt() && !awaitsLeader(slot, group)) {
                readers.add(slot);
            }
        }
        int room = NativeContext.BATCH_TOKENS - context.filled();
        if (!alone) {
            room = Math.min(room, CHUNK_BESIDE_OTHERS);
        }
        if (readers.stream().anyMatch(slot -> slot.task.ahead)) {
            room = Math.min(room, CHUNK_AHEAD);
        }
        for (int i = 0; i < readers.size() && room > 0; i++) {
            Slot slot = readers.get((round + i) % readers.size());
            int share = Math.min(slot.remaining(), Math.ceilDiv(room, readers.size() - i));
            slot.feed(context, share);
            turns.took(share);
            room -= share;
        }
        round++;
    }

    /** Takes over what is computed of this prompt already; true if an older request is computing more of it just now. */
    private boolean awaitsLeader(Slot slot, List<Slot> group) {
        TokenSequence tokens = slot.task.tokens;
        // one token must be computed here, for its logits
        int limit = tokens.length() - 1;
        int before = slot.sequence.tokens().length();
        pool.reusePrefix(slot.sequence, tokens, limit, WORTH_SHARING);
        int known = slot.sequence.tokens().length();
        slot.task.start(known > before ? known : 0);
        reused += known - before;
        for (Slot older : group) {
            if (older == slot) {
                return false;
            }
            int common = Math.min(limit, older.task.tokens.commonPrefix(tokens));
            if (older.readsPrompt() && common - known >= WORTH_SHARING) {
                return true;
            }
        }
        return false;
    }

    /** Only where few answers are made at once: a batch of many has no computing to spare for guesses. */
    private void guess(List<Slot> group) {
        if (group.size() > MOST_GUESSING) {
            return;
        }
        for (Slot slot : group) {
            if (slot.hasOutput()) {
                slot.feedGuesses(context, costs);
            }
        }
    }
}
