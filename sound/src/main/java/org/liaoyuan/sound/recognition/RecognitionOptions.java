package org.liaoyuan.sound.recognition;

import java.util.List;

/**
 * How an utterance is to be written down.
 *
 * @param languages ISO 639-1; with one it is taken for granted, of several the most probable is detected, of none all that the
 *     recogniser knows
 * @param task what the text is to be
 * @param prompt text that came before, or words that may occur; may be empty
 * @param temperature of the first attempt: 0 takes the most probable word each time
 * @param effort how much time accuracy is worth
 */
public record RecognitionOptions(List<String> languages, Task task, String prompt, double temperature, Effort effort) {

    /** Chinese or English, whichever it is, with the time it takes. */
    public static final RecognitionOptions DEFAULT =
            new RecognitionOptions(List.of("zh", "en"), Task.TRANSCRIBE, "", 0, Effort.THOROUGH);

    private static final int LONGEST_PROMPT = 4000;

    /** What the text is to be. */
    public enum Task {
        /** In the language that is spoken. */
        TRANSCRIBE,
        /** In English. */
        TRANSLATE
    }

    /** How much time accuracy is worth. */
    public enum Effort {
        /** Will be said anew soon: one attempt, no time stamps. */
        PARTIAL,
        /** Stays, and somebody waits for it. */
        FINAL,
        /** Stays, and there is time. */
        THOROUGH
    }

    public RecognitionOptions {
        languages = List.copyOf(languages);
        if (!languages.stream().allMatch(l -> l.matches("[a-z]{2,3}"))) {
            throw new IllegalArgumentException("languages " + languages + " must be codes such as zh or en");
        }
        if (prompt.length() > LONGEST_PROMPT) {
            throw new IllegalArgumentException("the prompt has " + prompt.length() + " characters, and at most "
                    + LONGEST_PROMPT + " are taken: shorten it");
        }
        if (!(temperature >= 0 && temperature <= 1)) {
            throw new IllegalArgumentException("temperature " + temperature + " must be from 0 to 1");
        }
    }

    public RecognitionOptions withLanguages(List<String> others) {
        return new RecognitionOptions(others, task, prompt, temperature, effort);
    }

    public RecognitionOptions withTask(Task other) {
        return new RecognitionOptions(languages, other, prompt, temperature, effort);
    }

    public RecognitionOptions withPrompt(String other) {
        return new RecognitionOptions(languages, task, other, temperature, effort);
    }

    public RecognitionOptions withEffort(Effort other) {
        return new RecognitionOptions(languages, task, prompt, temperature, other);
    }
}
