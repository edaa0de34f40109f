package org.liaoyuan.engine;

import org.liaoyuan.engine.llama.NativeContext;

/** A request with a sequence, and its part of the batch under way. The decode loop owns it. */
final class Slot {

    final Task task;
    final SequencePool.KvSequence sequence;
    private final PromptLookup lookup = new PromptLookup();

    private int fed;
    private int output;
    private int[] guesses = new int[0];

    Slot(Task task, SequencePool.KvSequence sequence) {
        this.task = task;
        this.sequence = sequence;
    }

    /** Tokens that are known and not computed yet; at least one. */
    int remaining() {
        return task.tokens.length() - sequence.tokens().length();
    }

    boolean readsPrompt() {
        return remaining() > 1;
    }

    /** Has no part in the next batch yet. */
    void clear() {
        fed = 0;
        output = -1;
        guesses = new int[0];
    }

    /** Puts the next known tokens into the batch. */
    void feed(NativeContext context, int count) {
        int from = sequence.tokens().length();
        int last = task.tokens.length() - 1;
        for (int position = from; position < from + count; position++) {
            boolean wanted = position == last && !task.ahead;
            int index = context.add(task.tokens.get(position), position, sequence.id(), wanted);
            if (wanted) {
                output = index;
            }
        }
        fed = count;
    }

    /** Puts guesses of what follows into the batch, right after the newest known token. */
    void feedGuesses(NativeContext context, BatchCosts costs) {
        guesses = lookup.guess(task.tokens, task.tokensLeft() - 1, context.filled(), costs);
        int position = task.tokens.length();
        for (int guess : guesses) {
            context.add(guess, position++, sequence.id(), true);
        }
    }

    int fed() {
        return fed;
    }

    int guessed() {
        return guesses.length;
    }

    /** Whether the batch computes logits for this request. */
    boolean hasOutput() {
        return output >= 0;
    }

    /** Index in the batch of the logits that follow {@code said} right guesses. */
    int output(int said) {
        return output + said;
    }

    /** Whether the token is what was guessed after {@code said} right guesses. */
    boolean wasGuessed(int said, int token) {
        return said < guesses.length && guesses[said] == token;
    }

    /** The cache holds what was fed. */
    void fedIsComputed() {
        int from = sequence.tokens().length();
        for (int i = 0; i < fed; i++) {
            sequence.tokens().add(task.tokens.get(from + i));
        }
    }
}
