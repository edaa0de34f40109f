package org.liaoyuan.server.openai.realtime;

import java.util.Arrays;
import org.liaoyuan.sound.Clip;

/** Sound as it comes in messages, which may end in the middle of a sample. Not thread-safe. */
final class SoundIn {

    private byte[] rest = new byte[0];

    Clip next(byte[] data, SoundFormat format) {
        byte[] all = data;
        if (rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + data.length);
            System.arraycopy(data, 0, all, rest.length, data.length);
        }
        int whole = all.length - all.length % format.bytes;
        rest = Arrays.copyOfRange(all, whole, all.length);
        return new Clip(format.rate, format.decode(all, whole));
    }

    void clear() {
        rest = new byte[0];
    }
}
