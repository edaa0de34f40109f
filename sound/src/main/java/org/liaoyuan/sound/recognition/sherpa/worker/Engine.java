package org.liaoyuan.sound.recognition.sherpa.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/** A model of sherpa-onnx, one that hears whole utterances (offline) or one that hears them chunk by chunk (online). */
final class Engine {

    private static final int RATE = 16_000;
    /** What a streaming model must hear after the last word before it says it: one chunk and what it looks ahead. */
    private static final float[] TAIL = new float[RATE];

    private final boolean offline;
    private final StructLayout layout;
    private final Map<String, String> settings;
    private final MemorySegment recognizer;
    private final MethodHandle setConfig;
    private final MethodHandle createStream;
    private final MethodHandle destroyStream;
    private final MethodHandle accept;
    private final MethodHandle finish;
    private final MethodHandle isReady;
    private final MethodHandle decode;
    private final MethodHandle result;
    private final MethodHandle destroyResult;

    /** @throws IllegalStateException if the library refuses the model; a model that is not what it says may end the process */
    Engine(Library library, boolean offline, Map<String, String> settings) {
        String mode = offline ? "Offline" : "Online";
        this.offline = offline;
        this.layout = offline ? Layouts.OFFLINE : Layouts.ONLINE;
        this.settings = settings;
        this.createStream = library.function("Create" + mode + "Stream", ADDRESS, ADDRESS);
        this.destroyStream = library.procedure("Destroy" + mode + "Stream", ADDRESS);
        this.decode = library.procedure("Decode" + mode + "Stream", ADDRESS, ADDRESS);
        this.destroyResult = library.procedure("Destroy" + mode + "RecognizerResult", ADDRESS);
        this.setConfig = library.procedure("OfflineRecognizerSetConfig", ADDRESS, ADDRESS);
        this.accept = library.procedure(
                offline ? "AcceptWaveformOffline" : "OnlineStreamAcceptWaveform", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
        this.finish = library.procedure("OnlineStreamInputFinished", ADDRESS);
        this.isReady = library.function("IsOnlineStreamReady", JAVA_INT, ADDRESS, ADDRESS);
        this.result = offline
                ? library.function("GetOfflineStreamResult", ADDRESS, ADDRESS)
                : library.function("GetOnlineStreamResult", ADDRESS, ADDRESS, ADDRESS);
        MethodHandle create = library.function("Create" + mode + "Recognizer", ADDRESS, ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            recognizer = (MemorySegment) Library.call(create, Settings.write(layout, settings, arena));
        }
        if (recognizer.address() == 0) {
            throw new IllegalStateException("the library refused the model");
        }
    }

    /**
     * @param changed settings that this call has otherwise; only an offline model has such
     * @param samples at 16 kHz
     */
    Heard hear(Map<String, String> changed, float[] samples) {
        try (Arena arena = Arena.ofConfined()) {
            if (offline && !changed.isEmpty()) {
                Map<String, String> all = new HashMap<>(settings);
                all.putAll(changed);
                Library.call(setConfig, recognizer, Settings.write(layout, all, arena));
            }
            MemorySegment stream = (MemorySegment) Library.call(createStream, recognizer);
            try {
                feed(stream, samples, arena);
                if (offline) {
                    Library.call(decode, recognizer, stream);
                } else {
                    feed(stream, TAIL, arena);
                    Library.call(finish, stream);
                    while ((int) Library.call(isReady, recognizer, stream) != 0) {
                        Library.call(decode, recognizer, stream);
                    }
                }
                return read(stream);
            } finally {
                Library.call(destroyStream, stream);
            }
        }
    }

    private void feed(MemorySegment stream, float[] samples, Arena arena) {
        Library.call(accept, stream, RATE, arena.allocateFrom(JAVA_FLOAT, samples), samples.length);
    }

    private Heard read(MemorySegment stream) {
        MemorySegment found =
                (MemorySegment) (offline ? Library.call(result, stream) : Library.call(result, recognizer, stream));
        if (found.address() == 0) {
            throw new IllegalStateException("the library gave no result");
        }
        try {
            return Heard.of(found, offline ? Layouts.OFFLINE_RESULT : Layouts.ONLINE_RESULT, offline);
        } finally {
            Library.call(destroyResult, found);
        }
    }
}
