package org.liaoyuan.server.openai.realtime;

import org.liaoyuan.server.model.SpeechManner;
import org.liaoyuan.server.voice.TurnDetection;
import org.liaoyuan.server.voice.VoiceOptions;
import org.liaoyuan.sound.synthesis.PauseStyle;

/** The same options with one of them otherwise. */
record Edit(VoiceOptions o) {

    VoiceOptions instructions(String text) {
        return answers(text, o.mostTokens(), o.temperature(), o.spoken());
    }

    VoiceOptions mostTokens(int most) {
        return answers(o.instructions(), most, o.temperature(), o.spoken());
    }

    VoiceOptions temperature(double temperature) {
        return answers(o.instructions(), o.mostTokens(), temperature, o.spoken());
    }

    VoiceOptions spoken(boolean spoken) {
        return answers(o.instructions(), o.mostTokens(), o.temperature(), spoken && !o.captionsOnly());
    }

    VoiceOptions listener(String model, String language, String prompt) {
        return sound(model, language, prompt, o.turns(), o.manner());
    }

    VoiceOptions turns(TurnDetection turns) {
        return sound(o.listener(), o.language(), o.vocabulary(), turns, o.manner());
    }

    /** @param voice for everything, whatever its language; empty for the model's own choice */
    VoiceOptions voice(String voice) {
        String name = voice.isEmpty() ? null : voice;
        return manner(
                new SpeechManner(name, name, o.manner().speed(), o.manner().pauses()));
    }

    VoiceOptions speed(double speed) {
        return manner(new SpeechManner(null, null, speed, null).or(o.manner()));
    }

    VoiceOptions pauses(PauseStyle pauses) {
        return manner(new SpeechManner(null, null, null, pauses).or(o.manner()));
    }

    VoiceOptions manner(SpeechManner manner) {
        return sound(o.listener(), o.language(), o.vocabulary(), o.turns(), manner);
    }

    private VoiceOptions answers(String instructions, int mostTokens, double temperature, boolean spoken) {
        return new VoiceOptions(
                o.captionsOnly(),
                o.model(),
                instructions,
                mostTokens,
                temperature,
                o.listener(),
                o.language(),
                o.vocabulary(),
                o.turns(),
                spoken,
                o.speaker(),
                o.manner());
    }

    private VoiceOptions sound(
            String listener, String language, String vocabulary, TurnDetection turns, SpeechManner manner) {
        return new VoiceOptions(
                o.captionsOnly(),
                o.model(),
                o.instructions(),
                o.mostTokens(),
                o.temperature(),
                listener,
                language,
                vocabulary,
                turns,
                o.spoken(),
                o.speaker(),
                manner);
    }
}
