package org.liaoyuan.sound.hearing.audiometry;

/**
 * Three digits in noise.
 *
 * @param first 0 to 9
 * @param second 0 to 9
 * @param third 0 to 9
 * @param snr level of the digits over the noise's, in dB
 */
public record DigitTrial(int first, int second, int third, double snr) {

    /** How many of the three an answer has right, at their places. */
    int right(int firstAnswer, int secondAnswer, int thirdAnswer) {
        return (first == firstAnswer ? 1 : 0) + (second == secondAnswer ? 1 : 0) + (third == thirdAnswer ? 1 : 0);
    }
}
