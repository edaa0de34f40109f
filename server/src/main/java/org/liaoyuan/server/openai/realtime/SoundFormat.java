package org.liaoyuan.server.openai.realtime;

import java.util.Arrays;
import java.util.Optional;
import org.liaoyuan.sound.SampleRate;

/** How sound is written on this wire: one channel, without a head. */
enum SoundFormat {
    /** 16 bits, the low byte first. */
    PCM("audio/pcm", "pcm16", SampleRate.HZ_24000, 2),
    ULAW("audio/pcmu", "g711_ulaw", SampleRate.HZ_8000, 1),
    ALAW("audio/pcma", "g711_alaw", SampleRate.HZ_8000, 1);

    final String type;
    final String beta;
    final SampleRate rate;
    final int bytes;

    SoundFormat(String type, String beta, SampleRate rate, int bytes) {
        this.type = type;
        this.beta = beta;
        this.rate = rate;
        this.bytes = bytes;
    }

    /** By either name. */
    static Optional<SoundFormat> of(String name) {
        return Arrays.stream(values())
                .filter(f -> f.type.equals(name) || f.beta.equals(name))
                .findFirst();
    }

    /** @param data whole samples */
    float[] decode(byte[] data, int length) {
        float[] samples = new float[length / bytes];
        for (int i = 0; i < samples.length; i++) {
            int value = switch (this) {
                case PCM -> (short) (data[2 * i] & 0xff | data[2 * i + 1] << 8);
                case ULAW -> G711.fromUlaw(data[i]);
                case ALAW -> G711.fromAlaw(data[i]);
            };
            samples[i] = value / 32768f;
        }
        return samples;
    }

    byte[] encode(float[] samples, int from, int to) {
        byte[] data = new byte[(to - from) * bytes];
        for (int i = from; i < to; i++) {
            int value = Math.clamp(Math.round(samples[i] * 32767), -32768, 32767);
            int at = (i - from) * bytes;
            switch (this) {
                case PCM -> {
                    data[at] = (byte) value;
                    data[at + 1] = (byte) (value >> 8);
                }
                case ULAW -> data[at] = G711.toUlaw(value);
                case ALAW -> data[at] = G711.toAlaw(value);
            }
        }
        return data;
    }
}
