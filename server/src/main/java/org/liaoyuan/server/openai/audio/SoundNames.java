package org.liaoyuan.server.openai.audio;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.sound.synthesis.PauseStyle;

/** OpenAI's names of models and voices that a program may have written into it: they mean what there is here. */
public final class SoundNames {

    private static final Set<String> MODELS = Set.of(
            "whisper-1",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "gpt-4o-transcribe-diarize",
            "tts-1",
            "tts-1-hd",
            "gpt-4o-mini-tts");

    /** The nearest of Kokoro's; those that are missing here are called the same there, or are unknown. */
    private static final Map<String, String> VOICES = Map.ofEntries(
            Map.entry("alloy", "af_alloy"),
            Map.entry("ash", "am_michael"),
            Map.entry("ballad", "bm_lewis"),
            Map.entry("coral", "af_heart"),
            Map.entry("echo", "am_echo"),
            Map.entry("fable", "bm_fable"),
            Map.entry("nova", "af_nova"),
            Map.entry("onyx", "am_onyx"),
            Map.entry("sage", "af_sarah"),
            Map.entry("shimmer", "af_bella"),
            Map.entry("verse", "am_puck"),
            Map.entry("marin", "af_heart"),
            Map.entry("cedar", "am_fenrir"));

    private SoundNames() {}

    public static String model(String asked) {
        return MODELS.contains(asked) ? ModelService.DEFAULT : asked;
    }

    /** Empty for what is no length of pauses. */
    public static Optional<PauseStyle> pauses(String asked) {
        return switch (asked) {
            case "short" -> Optional.of(PauseStyle.SHORT);
            case "usual" -> Optional.of(PauseStyle.USUAL);
            case "long" -> Optional.of(PauseStyle.LONG);
            default -> Optional.empty();
        };
    }

    public static String voice(String asked) {
        return VOICES.getOrDefault(asked, asked);
    }
}
