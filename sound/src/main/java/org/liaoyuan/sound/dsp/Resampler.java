package org.liaoyuan.sound.dsp;

import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/**
 * Changes the sample rate of a stream: a polyphase windowed-sinc filter (Kaiser), 80 dB of stop band, pass band up to 0.9 of the
 * lower rate's half.
 *
 * <p>Not thread-safe. Allocates nothing while it works.
 */
public final class Resampler {

    /** Zero crossings of the sinc on each side, at the lower rate. */
    private static final int CROSSINGS = 32;

    private static final double BETA = 8.0;
    private static final double PASS = 0.95;

    private final SampleRate from;
    private final SampleRate to;
    private final int up;
    private final int down;
    private final int taps;
    private final float[][] phases;
    /** The last {@code taps} samples, written twice so that they always lie in one piece. */
    private final float[] past;

    private int at;
    /** Where the next output lies between the inputs, in steps of 1/{@code up}; below {@code up} once the input is there. */
    private int phase;

    public Resampler(SampleRate from, SampleRate to) {
        this.from = from;
        this.to = to;
        int divisor = gcd(from.hertz(), to.hertz());
        this.up = to.hertz() / divisor;
        this.down = from.hertz() / divisor;
        // a rate such as 44,099 Hz would want a table of its own for each of thousands of positions
        if ((long) up * 2 * CROSSINGS > 4_000_000) {
            throw new IllegalArgumentException("from " + from + " to " + to + ": no common step that is large enough");
        }
        double widening = Math.max(1, (double) down / up);
        int half = (int) Math.ceil(CROSSINGS * widening);
        this.taps = 2 * half;
        this.phases = design(half, widening);
        this.past = new float[2 * taps];
    }

    /** Row {@code p}: the weights of the past samples, oldest first, for an output that lies {@code p/up} after the middle one. */
    private float[][] design(int half, double widening) {
        double cutoff = PASS / widening;
        double[] window = Windows.kaiser(2 * half * up + 1, BETA);
        float[][] rows = new float[up][taps];
        for (int p = 0; p < up; p++) {
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double distance = half - 1 - i + (double) p / up;
                int place = (int) Math.round((distance + half) * up);
                double x = Math.PI * distance * cutoff;
                double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
                double weight = sinc * cutoff * (place < 0 || place >= window.length ? 0 : window[place]);
                rows[p][i] = (float) weight;
                sum += weight;
            }
            for (int i = 0; i < taps; i++) {
                rows[p][i] /= (float) sum;
            }
        }
        return rows;
    }

    /** Has some output fall onto the very first input. @return how many come before it */
    private int align() {
        long middle = (long) taps / 2 * up;
        phase = (int) (middle % down);
        return (int) (middle / down);
    }

    /** How much later a sound comes out, in seconds. */
    public double delay() {
        return from.seconds(taps / 2);
    }

    /** How many samples at most come out of so many. */
    public int most(int inputs) {
        return (int) (((long) inputs * up + up) / down + 1);
    }

    /**
     * Takes samples, gives samples.
     *
     * @param input {@code length} of them, from its beginning
     * @param output has room for {@link #most}
     * @return how many were written
     */
    public int process(float[] input, int length, float[] output) {
        int written = 0;
        for (int i = 0; i < length; i++) {
            past[at] = input[i];
            past[at + taps] = input[i];
            at = at + 1 == taps ? 0 : at + 1;
            while (phase < up) {
                output[written++] = dot(phases[phase], at);
                phase += down;
            }
            phase -= up;
        }
        return written;
    }

    private float dot(float[] row, int start) {
        float sum = 0;
        for (int i = 0; i < taps; i++) {
            sum += row[i] * past[start + i];
        }
        return sum;
    }

    public void reset() {
        java.util.Arrays.fill(past, 0);
        at = 0;
        phase = 0;
    }

    /** A whole clip at another rate, with the delay taken away; the clip itself if it has that rate. */
    public static Clip convert(Clip clip, SampleRate to) {
        if (clip.rate().equals(to)) {
            return clip;
        }
        Resampler resampler = new Resampler(clip.rate(), to);
        int wanted = (int) ((long) clip.length() * to.hertz() / clip.rate().hertz());
        int skip = resampler.align();
        float[] result = new float[wanted];
        float[] silence = new float[resampler.taps];
        float[] piece = new float[4_096];
        float[] output = new float[resampler.most(piece.length)];
        int seen = 0;
        for (int start = 0; start < clip.length() && seen < wanted + skip; start += piece.length) {
            int length = Math.min(piece.length, clip.length() - start);
            System.arraycopy(clip.samples(), start, piece, 0, length);
            seen = put(output, resampler.process(piece, length, output), seen - skip, result) + skip;
        }
        float[] rest = new float[resampler.most(silence.length)];
        for (int i = 0; i < 2 && seen < wanted + skip; i++) {
            seen = put(rest, resampler.process(silence, silence.length, rest), seen - skip, result) + skip;
        }
        return new Clip(to, result);
    }

    /** @return where the next ones belong */
    private static int put(float[] samples, int count, int place, float[] result) {
        int from = Math.max(0, -place);
        int length = Math.min(count, result.length - place) - from;
        if (length > 0) {
            System.arraycopy(samples, from, result, place + from, length);
        }
        return place + count;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** The rate of what comes out. */
    public SampleRate rate() {
        return to;
    }
}
