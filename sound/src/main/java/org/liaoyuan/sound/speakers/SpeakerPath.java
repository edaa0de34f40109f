package org.liaoyuan.sound.speakers;

import java.util.Arrays;
import java.util.List;

/**
 * Who speaks in each slice of time, so that voices fit and changes are few: the best path through all slices (Viterbi, 1967). Of a
 * slice the windows around it are heard, the nearer ones more.
 */
final class SpeakerPath {

    /** Seconds. */
    static final double SLICE = 0.1;

    /** What a change costs within speech, as likeness summed up over slices. */
    private final double change;
    /** … and behind a pause. */
    private final double changeAfterPause;

    SpeakerPath(double change, double changeAfterPause) {
        this.change = change;
        this.changeAfterPause = changeAfterPause;
    }

    /**
     * Of each slice the number of its speaker.
     *
     * @param windows in their order
     * @param starts of slices, in seconds, in their order
     * @param afterPause of each slice whether it begins a stretch of speech
     */
    int[] of(List<VoiceWindow> windows, List<float[]> speakers, double[] starts, boolean[] afterPause) {
        int n = starts.length;
        int k = speakers.size();
        byte[][] from = new byte[n][k];
        double[] score = new double[k];
        int first = 0;
        for (int t = 0; t < n; t++) {
            double middle = starts[t] + SLICE / 2;
            while (first < windows.size() && windows.get(first).end() <= middle) {
                first++;
            }
            double[] fit = fit(windows, first, middle, speakers);
            double cost = afterPause[t] ? changeAfterPause : change;
            int best = highest(score);
            double[] next = new double[k];
            for (int s = 0; s < k; s++) {
                boolean stays = t == 0 || score[s] >= score[best] - cost;
                from[t][s] = (byte) (stays ? s : best);
                next[s] = (stays ? score[s] : score[best] - cost) + fit[s];
            }
            score = next;
        }
        int[] path = new int[n];
        int at = highest(score);
        for (int t = n - 1; t >= 0; t--) {
            path[t] = at;
            at = from[t][at];
        }
        return path;
    }

    private static double[] fit(List<VoiceWindow> windows, int first, double middle, List<float[]> speakers) {
        float[] heard = new float[SpeakerEncoder.DIMENSIONS];
        for (int i = first; i < windows.size() && windows.get(i).start() <= middle; i++) {
            VoiceWindow window = windows.get(i);
            double half = (window.end() - window.start()) / 2;
            double weight = Math.max(0.02, 1 - Math.abs(window.centre() - middle) / half);
            for (int d = 0; d < heard.length; d++) {
                heard[d] += (float) (weight * window.voice()[d]);
            }
        }
        float[] direction = SpeakerEncoder.direction(heard);
        return speakers.stream()
                .mapToDouble(speaker -> SpeakerEncoder.likeness(direction, speaker))
                .toArray();
    }

    private static int highest(double[] values) {
        int highest = 0;
        for (int i = 1; i < values.length; i++) {
            highest = values[i] > values[highest] ? i : highest;
        }
        return highest;
    }

    /** Numbers anew, in the order in which they come first, from 1 on. */
    static int[] inOrder(int[] path) {
        int[] names = new int[DiarizerOptions.MOST];
        int known = 0;
        int[] named = Arrays.copyOf(path, path.length);
        for (int t = 0; t < path.length; t++) {
            if (names[path[t]] == 0) {
                names[path[t]] = ++known;
            }
            named[t] = names[path[t]];
        }
        return named;
    }
}
