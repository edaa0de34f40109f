package org.liaoyuan.sound.recognition.whisper;

/** What says how probable each token is next, step by step. */
interface Steps {

    /**
     * Begins a text.
     *
     * @param tokens with which it begins
     * @param into how probable each token is next, as a logarithm without a common offset
     */
    void begin(int[] tokens, float[] into);

    /**
     * Goes on with several lines, each a token longer than one that was read before.
     *
     * @param tokens one for each line
     * @param parents which of the lines before each goes on from; several may from one
     * @param into a row for each line, as in {@link #begin}; there may be more rows
     */
    void next(int[] tokens, int[] parents, float[][] into);
}
