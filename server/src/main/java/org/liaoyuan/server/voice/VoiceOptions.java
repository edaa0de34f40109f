package org.liaoyuan.server.voice;

import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.SpeechManner;
import org.liaoyuan.server.model.SpeechRequest;

/**
 * How a conversation is held. It may be changed while it goes on.
 *
 * @param captionsOnly whether nothing is answered: what is said is written down, and that is all
 * @param model that answers
 * @param instructions what it is told before everything else; may be empty
 * @param mostTokens the most that it writes for an answer; 0 leaves it to the model
 * @param temperature how freely it answers; below 0 leaves it to us
 * @param listener model that writes down what is said
 * @param language ISO 639-1, of what is said; empty for Chinese or English, whichever it is
 * @param vocabulary words that may occur; may be empty
 * @param turns how the end of a turn is found
 * @param spoken whether answers are spoken, or text
 * @param speaker model that speaks
 * @param manner in which it speaks
 */
public record VoiceOptions(
        boolean captionsOnly,
        String model,
        String instructions,
        int mostTokens,
        double temperature,
        String listener,
        String language,
        String vocabulary,
        TurnDetection turns,
        boolean spoken,
        String speaker,
        SpeechManner manner) {

    private static final int LONGEST_INSTRUCTIONS = 64_000;
    private static final int LONGEST_VOCABULARY = 4_000;

    public VoiceOptions {
        if (instructions.length() > LONGEST_INSTRUCTIONS) {
            throw new IllegalArgumentException("instructions have " + instructions.length() + " characters; at most "
                    + LONGEST_INSTRUCTIONS + " are taken");
        }
        if (vocabulary.length() > LONGEST_VOCABULARY) {
            throw new IllegalArgumentException("the transcription's prompt has " + vocabulary.length()
                    + " characters; at most " + LONGEST_VOCABULARY + " are taken");
        }
        if (!language.isEmpty() && !language.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("language " + language + " must be a code such as zh or en");
        }
        double speed = manner.speedOr1();
        if (!(speed >= SpeechRequest.SLOWEST && speed <= SpeechRequest.FASTEST)) {
            throw new IllegalArgumentException(
                    "speed " + speed + " must be from " + SpeechRequest.SLOWEST + " to " + SpeechRequest.FASTEST);
        }
        if (!(temperature <= 2)) {
            throw new IllegalArgumentException("temperature " + temperature + " must be at most 2");
        }
    }

    /** Answers by this model, spoken. */
    public static VoiceOptions talk(String model) {
        return new VoiceOptions(
                false,
                model,
                "",
                0,
                -1,
                ModelService.DEFAULT,
                "",
                "",
                TurnDetection.Silence.DEFAULT,
                true,
                ModelService.DEFAULT,
                SpeechManner.OPEN);
    }

    /** Captions by the default model. */
    public static VoiceOptions captions() {
        return new VoiceOptions(
                true,
                ModelService.DEFAULT,
                "",
                0,
                -1,
                ModelService.DEFAULT,
                "",
                "",
                TurnDetection.Silence.DEFAULT,
                false,
                ModelService.DEFAULT,
                SpeechManner.OPEN);
    }
}
