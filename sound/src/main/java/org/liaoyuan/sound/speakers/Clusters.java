package org.liaoyuan.sound.speakers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which voices are one speaker's: the two clusters whose sums point most nearly in the same direction become one, until no two are
 * alike any more (agglomerative clustering by centroids). Memory grows with the square of the number of voices.
 *
 * <p>Of a few seconds a direction is known badly: what was said bends it, and two of the same voice are as little alike as two voices
 * are of which more was heard. Likeness is therefore corrected by what noise took from it: with a variance of σ²/n after n seconds, a
 * cosine is 1/√((1 + σ²/n)(1 + σ²/m)) of what it would be.
 */
final class Clusters {

    /** σ², in seconds. */
    private static final double NOISE = 0.6;

    /** A window is heard for longer than it counts. */
    private static final double HEARD = 1.35;

    private final List<float[]> sums = new ArrayList<>();
    private final List<float[]> directions = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final float[][] likeness;
    private final boolean[] gone;

    private Clusters(List<float[]> voices, List<Double> weights) {
        int n = voices.size();
        likeness = new float[n][];
        gone = new boolean[n];
        for (int i = 0; i < n; i++) {
            float[] sum = voices.get(i).clone();
            for (int k = 0; k < sum.length; k++) {
                sum[k] *= weights.get(i).floatValue();
            }
            sums.add(sum);
            directions.add(voices.get(i));
            this.weights.add(weights.get(i));
            likeness[i] = new float[i];
            for (int j = 0; j < i; j++) {
                compare(i, j);
            }
        }
    }

    /**
     * The directions of the speakers, who speaks most first.
     *
     * @param seconds of each voice
     */
    static List<float[]> speakers(List<float[]> voices, List<Double> seconds, DiarizerOptions options) {
        Clusters clusters = new Clusters(voices, seconds);
        clusters.merge(options.likeness(), Integer.MAX_VALUE);
        clusters.dissolve(options.leastSpeech());
        clusters.merge(options.likeness(), options.mostSpeakers());
        return clusters.left();
    }

    /** Until no two are that alike, and there are no more than so many. */
    private void merge(double least, int most) {
        int n = sums.size();
        int[] best = new int[n];
        for (int i = 0; i < n; i++) {
            best[i] = nearest(i);
        }
        int left = count();
        while (true) {
            int first = -1;
            for (int i = 0; i < n; i++) {
                if (!gone[i] && best[i] >= 0 && (first < 0 || of(i, best[i]) > of(first, best[first]))) {
                    first = i;
                }
            }
            if (first < 0 || of(first, best[first]) < least && left <= most) {
                return;
            }
            int into = Math.min(first, best[first]);
            int from = Math.max(first, best[first]);
            join(into, from);
            left--;
            for (int i = 0; i < n; i++) {
                if (gone[i]) {
                    continue;
                }
                if (i == into || best[i] == into || best[i] == from) {
                    best[i] = nearest(i);
                } else if (i != into && (best[i] < 0 || of(i, into) > of(i, best[i]))) {
                    best[i] = into;
                }
            }
        }
    }

    private void join(int into, int from) {
        float[] sum = sums.get(into);
        float[] other = sums.get(from);
        for (int k = 0; k < sum.length; k++) {
            sum[k] += other[k];
        }
        weights.set(into, weights.get(into) + weights.get(from));
        gone[from] = true;
        directions.set(into, SpeakerEncoder.direction(sum));
        for (int i = 0; i < sums.size(); i++) {
            if (!gone[i] && i != into) {
                compare(i, into);
            }
        }
    }

    private void compare(int i, int j) {
        double cosine = SpeakerEncoder.likeness(directions.get(i), directions.get(j));
        double lost = Math.sqrt((1 + NOISE / (weights.get(i) + HEARD)) * (1 + NOISE / (weights.get(j) + HEARD)));
        likeness[Math.max(i, j)][Math.min(i, j)] = (float) (cosine * lost);
    }

    /** Who spoke too little is nobody, unless nobody spoke more. */
    private void dissolve(double seconds) {
        int longest = -1;
        for (int i = 0; i < sums.size(); i++) {
            if (!gone[i] && (longest < 0 || weights.get(i) > weights.get(longest))) {
                longest = i;
            }
        }
        for (int i = 0; i < sums.size(); i++) {
            gone[i] |= i != longest && weights.get(i) < seconds;
        }
    }

    private int nearest(int i) {
        int nearest = -1;
        for (int j = 0; j < sums.size() && !gone[i]; j++) {
            if (j != i && !gone[j] && (nearest < 0 || of(i, j) > of(i, nearest))) {
                nearest = j;
            }
        }
        return nearest;
    }

    private float of(int i, int j) {
        return i > j ? likeness[i][j] : likeness[j][i];
    }

    private int count() {
        int count = 0;
        for (boolean each : gone) {
            count += each ? 0 : 1;
        }
        return count;
    }

    private List<float[]> left() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            if (!gone[i]) {
                left.add(i);
            }
        }
        left.sort(Comparator.comparing((Integer i) -> weights.get(i)).reversed());
        return left.stream().map(directions::get).toList();
    }
}
