package org.liaoyuan.sound.recognition.sherpa.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads a model, then answers requests from its standard input on its standard output, one after the other, until the input ends.
 *
 * <p>Input: path of the library, whether the model is offline, settings; then for each request a number, settings that change, how many
 * samples, the samples. Output: {@link #READY}; then for each request its number and a {@link Heard}. Numbers are big-endian, texts
 * of settings as {@link java.io.DataOutput#writeUTF} has them.
 */
public final class Worker {

    /** Comes first, and says that the model is loaded. */
    public static final int READY = 0x4C59_5348;
    /** More samples than this are not sent: a minute of them. */
    public static final int MOST_SAMPLES = 60 * 16_000;

    private static final int MOST_SETTINGS = 64;
    private static final int FAILED = 3;

    private Worker() {}

    /** All classes that the process needs beside the JDK. */
    public static List<Class<?>> classes() {
        return List.of(Worker.class, Engine.class, Library.class, Layouts.class, Settings.class, Heard.class);
    }

    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err); // what the library or the JVM prints is no answer
        Engine engine;
        try {
            Path library = Path.of(in.readUTF());
            boolean offline = in.readBoolean();
            engine = new Engine(new Library(library), offline, settings(in));
        } catch (IllegalStateException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println(e == cause ? e.getMessage() : e.getMessage() + ": " + cause.getMessage());
            System.exit(FAILED);
            return;
        }
        out.writeInt(READY);
        out.flush();
        try {
            while (true) {
                answer(engine, in, out);
            }
        } catch (EOFException end) {
            System.exit(0); // nobody asks any more
        }
    }

    private static void answer(Engine engine, DataInputStream in, DataOutputStream out) throws IOException {
        long number = in.readLong();
        Map<String, String> changed = settings(in);
        int length = in.readInt();
        if (length < 0 || length > MOST_SAMPLES) {
            throw new IOException(length + " samples, and at most " + MOST_SAMPLES + " are taken");
        }
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = in.readFloat();
        }
        Heard heard = engine.hear(changed, samples);
        out.writeLong(number);
        heard.write(out);
        out.flush();
    }

    private static Map<String, String> settings(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_SETTINGS) {
            throw new IOException(count + " settings, and at most " + MOST_SETTINGS + " are taken");
        }
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < count; i++) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return settings;
    }
}
