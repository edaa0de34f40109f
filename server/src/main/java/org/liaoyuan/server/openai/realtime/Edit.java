package org.liaoyuan.server.openai.realtime;

import org.liaoyuan.server.voice.TurnDetection;
import org.liaoyuan.server.voice.VoiceOptions;

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
        return sound(model, language, prompt, o.turns(), o.voice(), o.speed());
    }

    VoiceOptions turns(TurnDetection turns) {
        return sound(o.listener(), o.language(), o.vocabulary(), turns, o.voice(), o.speed());
    }

    VoiceOptions voice(String voice) {
        return sound(o.listener(), o.language(), o.vocabulary(), o.turns(), voice, o.speed());
    }

    VoiceOptions speed(double speed) {
        return sound(o.listener(), o.language(), o.vocabulary(), o.turns(), o.voice(), speed);
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
                o.voice(),
                o.speed());
    }

    private VoiceOptions sound(
            String listener, String language, String vocabulary, TurnDetection turns, String voice, double speed) {
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
                voice,
                speed);
    }
}
