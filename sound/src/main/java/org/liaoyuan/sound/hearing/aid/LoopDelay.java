package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;

/**
 * How long sound takes from being given out to being heard again, by a burst that both devices take part in: the lag of the largest
 * cross-correlation. The way through the aid itself comes on top.
 */
public final class LoopDelay {

    /** In milliseconds: above this one hears oneself twice, and it is a remote microphone rather than an aid (as the page has it). */
    public static final double REMOTE_MILLIS = 30;

    /** Where no lag stands out: the microphone did not hear it. */
    public static final int NOT_HEARD = -1;

    private static final double LISTEN_SECONDS = 0.6;
    private static final double AMPLITUDE = 0.1;
    private static final int LENGTH = 1023;
    private static final int RAMP = 64;
    /** How much the correlation has to stand out of the rest to be believed. */
    private static final double CLEAR = 6;

    private LoopDelay() {}

    /**
     * Plays the burst, and listens for 0.6 s.
     *
     * @param block samples at a time, as the aid will take them
     * @return samples, or {@link #NOT_HEARD}
     */
    public static int measure(SoundSource source, SoundSink sink, int block) {
        SampleRate rate = source.rate();
        float[] played = burst();
        float[] heard = new float[rate.samples(LISTEN_SECONDS)];
        float[] now = new float[block];
        for (int at = 0; at < heard.length; at += block) {
            int read = source.read(now);
            System.arraycopy(now, 0, heard, at, Math.min(read, heard.length - at));
            for (int i = 0; i < block; i++) {
                now[i] = at + i < played.length ? played[at + i] : 0;
            }
            sink.write(now, block);
        }
        return of(played, heard);
    }

    /** A sequence of maximum length (x^10 + x^7 + 1), whose correlation with itself is one sharp peak, softly begun and ended. */
    static float[] burst() {
        float[] burst = new float[LENGTH];
        int state = 1;
        for (int i = 0; i < LENGTH; i++) {
            int bit = (state ^ state >> 3) & 1;
            state = state >> 1 | bit << 9;
            double ramp = Math.min(1, Math.min(i, LENGTH - 1 - i) / (double) RAMP);
            burst[i] = (float) ((bit == 1 ? AMPLITUDE : -AMPLITUDE) * ramp);
        }
        return burst;
    }

    static int of(float[] played, float[] heard) {
        int lags = heard.length - played.length + 1;
        int best = NOT_HEARD;
        double largest = 0;
        double sum = 0;
        for (int lag = 0; lag < lags; lag++) {
            double product = 0;
            for (int i = 0; i < played.length; i++) {
                product += played[i] * heard[lag + i];
            }
            sum += product * product;
            if (Math.abs(product) > largest) {
                largest = Math.abs(product);
                best = lag;
            }
        }
        return largest > CLEAR * Math.sqrt(sum / Math.max(1, lags)) ? best : NOT_HEARD;
    }
}
