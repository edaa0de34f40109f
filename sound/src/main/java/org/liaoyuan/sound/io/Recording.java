package org.liaoyuan.sound.io;

import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/**
 * What a file holds: some channels of one length.
 *
 * @param rate of each channel
 * @param channels samples by channel, full scale ±1; one at least
 * @param complete whether all was there that the file's head promises
 */
@SuppressWarnings("ArrayRecordComponent")
public record Recording(SampleRate rate, float[][] channels, boolean complete) {

    public double seconds() {
        return rate.seconds(channels[0].length);
    }

    /** All channels, each as loud as before divided by how many there are. */
    public Clip mono() {
        if (channels.length == 1) {
            return new Clip(rate, channels[0]);
        }
        float[] sum = new float[channels[0].length];
        for (float[] channel : channels) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += channel[i] / channels.length;
            }
        }
        return new Clip(rate, sum);
    }
}
