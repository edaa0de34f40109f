package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;

class ProgramsTest {

    private static final int HERTZ = 48_000;
    private static final int BLOCK = 128;
    private static final Level.Reference MICROPHONE = new Level.Reference(120);
    private static final Program[] PROGRAMS = {
        Program.QUIET, Program.SPEECH_IN_NOISE, Program.BABBLE, Program.NOISE, Program.MUSIC
    };

    private static HearingAid aid() {
        return new HearingAid(new SampleRate(HERTZ), BLOCK, MICROPHONE, 0, Fitting.flat(Ear.LEFT), Program.QUIET, null);
    }

    /** What a resonator that is tuned to a tone leaves of it: a click stands out of it. */
    private static double largestClick(float[] sound, double frequency, int from) {
        double turn = 2 * Math.cos(2 * Math.PI * frequency / HERTZ);
        double largest = 0;
        for (int i = from; i < sound.length; i++) {
            largest = Math.max(largest, Math.abs(sound[i] - turn * sound[i - 1] + sound[i - 2]));
        }
        return largest;
    }

    /** A program for so many blocks each. */
    private static float[] through(HearingAid aid, float[] sound, int blocks, Program... programs) {
        float[] given = sound.clone();
        float[] block = new float[BLOCK];
        for (int at = 0; at + BLOCK <= sound.length; at += BLOCK) {
            aid.program(programs[at / BLOCK / blocks % programs.length]);
            System.arraycopy(sound, at, block, 0, BLOCK);
            aid.process(block);
            System.arraycopy(block, 0, given, at, BLOCK);
        }
        return given;
    }

    @ParameterizedTest
    @CsvSource({"3000", "6000"})
    void oneFollowsAnotherWithoutAClick(double frequency) {
        float[] tone = Sounds.tone(HERTZ, frequency, 0.05, 3 * HERTZ);

        double steady = largestClick(through(aid(), tone, 97, Program.QUIET), frequency, HERTZ / 2);
        double switched = largestClick(through(aid(), tone, 97, PROGRAMS), frequency, HERTZ / 2);

        assertThat(switched).isLessThan(2 * steady + 1e-4);
    }

    @Test
    void musicIsNotShiftedOnceItHasComeToRest() {
        float[] tone = Sounds.tone(HERTZ, 3_000, 0.05, 2 * HERTZ);
        HearingAid aid = aid();
        aid.feedback(true, 0);

        float[] given =
                through(aid, tone, 200, Program.QUIET, Program.MUSIC, Program.MUSIC, Program.MUSIC, Program.MUSIC);

        // after the shift has come to rest, a tone of 3 kHz is one again
        double sine = 0;
        double cosine = 0;
        int from = HERTZ;
        int length = HERTZ / 2;
        for (int i = from; i < from + length; i++) {
            sine += given[i] * Math.sin(2 * Math.PI * 3_000 * i / HERTZ);
            cosine += given[i] * Math.cos(2 * Math.PI * 3_000 * i / HERTZ);
        }
        double there = 2 * Math.hypot(sine, cosine) / length / Math.sqrt(2);
        assertThat(Level.decibels(there / Level.rms(given, from, from + length)))
                .isCloseTo(0, within(0.2));
    }

    @Test
    void theProgramIsThatOfWhatIsAroundAndDoesNotFlutter() {
        HearingAid aid = aid();
        aid.feedback(false, 0);
        FollowingAid following = new FollowingAid(aid, new EnvironmentClassifier(new SampleRate(HERTZ), MICROPHONE));
        List<Environment> seen = new ArrayList<>();
        float[] noise = Sounds.noise(3, 0.01, 8 * HERTZ);
        float[] quiet = Sounds.noise(4, 0.00001, 6 * HERTZ);
        float[] sound = Arrays.copyOf(quiet, quiet.length + noise.length);
        System.arraycopy(noise, 0, sound, quiet.length, noise.length);

        float[] block = new float[BLOCK];
        for (int at = 0; at + BLOCK <= sound.length; at += BLOCK) {
            System.arraycopy(sound, at, block, 0, BLOCK);
            following.process(block);
            Environment now = following.environment();
            if (seen.isEmpty() || seen.getLast() != now) {
                seen.add(now);
            }
            assertThat(aid.program()).isEqualTo(now.program());
        }

        assertThat(seen.getFirst()).isEqualTo(Environment.QUIET);
        assertThat(seen.getLast()).isEqualTo(Environment.NOISE);
        assertThat(seen).hasSizeLessThanOrEqualTo(3);
    }
}
