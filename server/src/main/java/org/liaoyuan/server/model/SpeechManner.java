package org.liaoyuan.server.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.synthesis.PauseStyle;

/**
 * How an assistant or a persona sounds. What is null is left open: whoever listens has it their usual way.
 *
 * @param zh voice for what is written in Chinese, as {@code GET /v1/audio/voices} calls it
 * @param en voice for everything else
 * @param speed 1 as the voice is, from 0.5 to 2
 * @param pauses how long the silences at punctuation are
 */
@Schema(name = "SpeechManner")
public record SpeechManner(
        @Nullable String zh,
        @Nullable String en,
        @Nullable Double speed,
        @Nullable PauseStyle pauses) {

    /** Everything left open. */
    public static final SpeechManner OPEN = new SpeechManner(null, null, null, null);

    /** With the voices that there are; the others are left open. */
    public SpeechManner among(Collection<String> voices) {
        return new SpeechManner(
                zh != null && voices.contains(zh) ? zh : null,
                en != null && voices.contains(en) ? en : null,
                speed,
                pauses);
    }

    /** What is left open here as it is there. */
    public SpeechManner or(SpeechManner other) {
        return new SpeechManner(
                zh == null ? other.zh : zh,
                en == null ? other.en : en,
                speed == null ? other.speed : speed,
                pauses == null ? other.pauses : pauses);
    }

    /** The voice for a text, by the language that it is written in; empty for the model's own choice. */
    public String voiceFor(String text) {
        boolean chinese = text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        String voice = chinese ? zh : en;
        return voice == null ? "" : voice;
    }

    public double speedOr1() {
        return speed == null ? 1 : speed;
    }

    public PauseStyle pausesOrUsual() {
        return pauses == null ? PauseStyle.USUAL : pauses;
    }
}
