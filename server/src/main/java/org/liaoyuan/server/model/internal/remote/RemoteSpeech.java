package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Wav;

/** Speech that a provider sends as 16-bit samples. */
final class RemoteSpeech implements Speech {

    /** A fifth of a second. */
    private static final int PIECE_BYTES = 9_600;

    private final String model;
    private final Reply reply;
    private final int characters;

    RemoteSpeech(String model, Reply reply, int characters) {
        this.model = model;
        this.reply = reply;
        this.characters = characters;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public SampleRate rate() {
        return SampleRate.HZ_24000;
    }

    @Override
    public Optional<Clip> next() {
        try {
            byte[] bytes = reply.readNBytes(PIECE_BYTES);
            int whole = bytes.length - bytes.length % 2;
            if (whole == 0) {
                reply.done();
                return Optional.empty();
            }
            return Optional.of(new Clip(rate(), Wav.samples16(Arrays.copyOf(bytes, whole))));
        } catch (IOException e) {
            RemoteException failure = reply.failure(e);
            reply.close();
            throw failure;
        }
    }

    @Override
    public int characters() {
        return characters;
    }

    @Override
    public double joules() {
        return 0;
    }

    @Override
    public boolean measured() {
        return false;
    }

    @Override
    public void close() {
        reply.close();
    }
}
