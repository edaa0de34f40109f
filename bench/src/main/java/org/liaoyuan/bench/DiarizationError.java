package org.liaoyuan.bench;

import java.util.List;
import java.util.Locale;
import org.liaoyuan.sound.speakers.SpeakerTurn;

/**
 * Diarisation error rate (NIST, Rich Transcription 2006): time without anybody where somebody speaks (missed), with somebody where
 * nobody does (false alarm) and with another than who speaks (confusion), by the time that is spoken; speakers are matched as well as
 * they can be. In frames of 10 ms.
 */
final class DiarizationError {

    /** Around each border of a reference turn nothing is counted. */
    static final double COLLAR = 0.25;

    private static final double FRAME = 0.01;

    private final boolean withOverlap;
    private double spoken;
    private double missed;
    private double falseAlarm;
    private double confused;

    DiarizationError(boolean withOverlap) {
        this.withOverlap = withOverlap;
    }

    /** @return the error of this one */
    double add(Talk talk, List<SpeakerTurn> found) {
        int frames = (int) (talk.clip().seconds() / FRAME);
        int known = talk.speakers();
        int heard = found.stream().mapToInt(SpeakerTurn::speaker).max().orElse(0);
        boolean[][] reference = active(talk.turns(), known, frames);
        boolean[][] hypothesis = active(found, heard, frames);
        boolean[] left = new boolean[frames];
        for (SpeakerTurn turn : talk.turns()) {
            for (double border : new double[] {turn.start(), turn.end()}) {
                for (int i = (int) Math.max(0, (border - COLLAR) / FRAME);
                        i < Math.min(frames, (border + COLLAR) / FRAME);
                        i++) {
                    left[i] = true;
                }
            }
        }
        int[][] together = new int[known][heard];
        double all = 0;
        double missing = 0;
        double more = 0;
        double both = 0;
        for (int i = 0; i < frames; i++) {
            int r = count(reference, i);
            int h = count(hypothesis, i);
            if (left[i] || r > 1 && !withOverlap) {
                continue;
            }
            all += r;
            missing += Math.max(0, r - h);
            more += Math.max(0, h - r);
            both += Math.min(r, h);
            for (int a = 0; a < known; a++) {
                for (int b = 0; b < heard; b++) {
                    together[a][b] += reference[a][i] && hypothesis[b][i] ? 1 : 0;
                }
            }
        }
        double confusion = both - matched(together, 0, new boolean[heard]);
        spoken += all;
        missed += missing;
        falseAlarm += more;
        confused += confusion;
        return (missing + more + confusion) / all;
    }

    /** As much as can be matched of the speakers from one on: there are few. */
    private static int matched(int[][] together, int from, boolean[] taken) {
        if (from == together.length) {
            return 0;
        }
        int best = matched(together, from + 1, taken);
        for (int b = 0; b < taken.length; b++) {
            if (!taken[b] && together[from][b] > 0) {
                taken[b] = true;
                best = Math.max(best, together[from][b] + matched(together, from + 1, taken));
                taken[b] = false;
            }
        }
        return best;
    }

    private static boolean[][] active(List<SpeakerTurn> turns, int speakers, int frames) {
        boolean[][] active = new boolean[speakers][frames];
        for (SpeakerTurn turn : turns) {
            for (int i = (int) Math.round(turn.start() / FRAME);
                    i < Math.min(frames, Math.round(turn.end() / FRAME));
                    i++) {
                active[turn.speaker() - 1][i] = true;
            }
        }
        return active;
    }

    private static int count(boolean[][] active, int frame) {
        int count = 0;
        for (boolean[] speaker : active) {
            count += speaker[frame] ? 1 : 0;
        }
        return count;
    }

    double rate() {
        return (missed + falseAlarm + confused) / spoken;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% (missed %.1f, false alarm %.1f, confused %.1f) of %.0f s",
                100 * rate(),
                100 * missed / spoken,
                100 * falseAlarm / spoken,
                100 * confused / spoken,
                spoken * FRAME);
    }
}
