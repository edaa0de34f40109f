package org.liaoyuan.server.assistant;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What of a conversation a model is told: its last turns, where its context has no room for all.
 *
 * @param turns the last one, which is to be answered, and those before it from one of the person's on
 * @param leftOut how many came before them
 */
record Told(List<Message> turns, int leftOut) {

    /** What a model's template puts around a turn. */
    private static final int FRAME = 8;

    /** All of it. */
    static Told of(List<Message> turns) {
        return new Told(turns, 0);
    }

    /**
     * As many as fit. Half of the room is cleared at a time: from then on the beginning stays the same for many turns, and with it what
     * the model has computed of it. The same turns were left out when the earlier ones were answered, for it goes by the turns alone.
     *
     * @param most tokens in all
     */
    static Told fitting(List<Message> turns, int most, ToIntFunction<String> tokens) {
        int[] sizes = turns.stream()
                .mapToInt(turn -> FRAME + tokens.applyAsInt(turn.content()))
                .toArray();
        int first = 0;
        int sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += sizes[i];
            if (sum > most && isPersons(turns.get(i))) {
                while (first < i && (sum > most / 2 || !isPersons(turns.get(first)))) {
                    sum -= sizes[first++];
                }
            }
        }
        return new Told(turns.subList(first, turns.size()), first);
    }

    /** The later half of it; all of it where there is only the last turn. */
    Told less() {
        int first = (turns.size() + 1) / 2;
        while (first < turns.size() - 1 && !isPersons(turns.get(first))) {
            first++;
        }
        first = Math.min(first, turns.size() - 1);
        return new Told(turns.subList(first, turns.size()), leftOut + first);
    }

    private static boolean isPersons(Message turn) {
        return turn.role().equals("user");
    }

    Message last() {
        return turns.getLast();
    }
}
