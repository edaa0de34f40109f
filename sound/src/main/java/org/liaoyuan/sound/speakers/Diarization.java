package org.liaoyuan.sound.speakers;

import java.util.ArrayList;
import java.util.List;

/**
 * Who speaks when in a sound.
 *
 * @param turns in the order of time; they do not overlap
 */
public record Diarization(List<SpeakerTurn> turns) {

    /** Nobody is told apart. */
    public static final Diarization NONE = new Diarization(List.of());

    /** A shorter part is not cut off: it holds no word that could be recognised by itself. */
    private static final double SHORTEST = 0.5;

    public Diarization {
        turns = List.copyOf(turns);
    }

    /** How many speakers there are. */
    public int speakers() {
        return (int) turns.stream().mapToInt(SpeakerTurn::speaker).distinct().count();
    }

    /** Who speaks most between two times, in seconds: the number of the speaker, 0 for nobody. */
    public int who(double from, double to) {
        double[] spoken =
                new double[turns.stream().mapToInt(SpeakerTurn::speaker).max().orElse(0) + 1];
        int most = 0;
        for (SpeakerTurn turn : turns) {
            spoken[turn.speaker()] += turn.within(from, to);
            most = spoken[turn.speaker()] > spoken[most] ? turn.speaker() : most;
        }
        return most;
    }

    /** The times between two at which another begins to speak, each at least half a second from the next and from both ends. */
    public List<Double> changes(double from, double to) {
        List<Double> changes = new ArrayList<>();
        double last = from;
        for (int i = 1; i < turns.size(); i++) {
            SpeakerTurn before = turns.get(i - 1);
            SpeakerTurn after = turns.get(i);
            double at = (before.end() + after.start()) / 2;
            if (before.speaker() != after.speaker() && at - last >= SHORTEST && to - at >= SHORTEST) {
                changes.add(at);
                last = at;
            }
        }
        return changes;
    }
}
