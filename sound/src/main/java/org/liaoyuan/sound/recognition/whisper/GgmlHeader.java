package org.liaoyuan.sound.recognition.whisper;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liaoyuan.sound.AudioException;

/** The head of a whisper.cpp file, looked at before native code allocates what it says. */
final class GgmlHeader {

    private static final int MAGIC = 0x67676d6c;

    /** What may stand at each place: vocabulary, then position, width, heads and layers of encoder and decoder, and mels. */
    private static final int[] MOST = {1 << 17, 4096, 4096, 64, 64, 4096, 4096, 64, 64, 256};

    private GgmlHeader() {}

    /** @throws AudioException if it can't be one of a Whisper model */
    static void check(Path model) {
        byte[] head = new byte[4 * (1 + MOST.length)];
        try (DataInputStream in = new DataInputStream(Files.newInputStream(model))) {
            in.readFully(head);
        } catch (EOFException e) {
            throw refused(model, "has fewer than " + head.length + " bytes");
        } catch (IOException e) {
            throw new AudioException(model + " can't be read: " + e.getMessage(), e);
        }
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int magic = numbers.getInt();
        if (magic != MAGIC) {
            throw refused(
                    model, "begins with " + Integer.toHexString(magic) + " and not " + Integer.toHexString(MAGIC));
        }
        for (int i = 0; i < MOST.length; i++) {
            int value = numbers.getInt();
            if (value < 1 || value > MOST[i]) {
                throw refused(model, "says " + value + " as its size " + i + ", outside of 1 to " + MOST[i]);
            }
        }
    }

    private static AudioException refused(Path model, String why) {
        return new AudioException(model + " " + why + ", so it is no Whisper model: convert it again");
    }
}
