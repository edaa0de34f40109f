package org.liaoyuan.server.assistant.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.SpeechManner;
import org.liaoyuan.sound.synthesis.PauseStyle;
import org.liaoyuan.sound.synthesis.Synthesizer;

/** Reads how an assistant or a persona sounds. */
public final class SpeechReader {

    private static final String VOICE = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    private SpeechReader() {}

    /** Null where nothing is said of it. */
    public static @Nullable SpeechManner speech(Part part) {
        if (!part.isThere()) {
            return null;
        }
        part.object(List.of("zh", "en", "speed", "pauses"));
        Part speed = part.at("speed");
        Part pauses = part.at("pauses");
        SpeechManner read = new SpeechManner(
                voice(part.at("zh")),
                voice(part.at("en")),
                speed.isThere() ? speed.decimal(Synthesizer.SLOWEST, Synthesizer.FASTEST) : null,
                pauses.isThere() ? pauses.oneOf(PauseStyle.class) : null);
        return read.equals(SpeechManner.OPEN) ? null : read;
    }

    private static @Nullable String voice(Part part) {
        return part.isThere() ? part.matching(VOICE, "a voice's name, as GET /v1/audio/voices lists them") : null;
    }
}
