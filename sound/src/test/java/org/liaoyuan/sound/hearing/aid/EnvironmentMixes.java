package org.liaoyuan.sound.hearing.aid;

import java.util.List;
import java.util.Random;

/**
 * Surroundings by rule, at 16 kHz: noises, music and rooms full of talkers, from a seed and some clean speech. Full scale stands for 120 dB SPL.
 * What it makes for training and for tests differs in the seed, the talkers, and in kinds of noise and timbres ({@code held}).
 */
final class EnvironmentMixes {

    static final int HERTZ = 16_000;
    static final double FULL_SCALE = 120;
    private static final double[] SCALE = {0, 2, 4, 5, 7, 9, 11};

    private final List<float[]> speech;
    private final boolean held;
    private final Random random;
    private final int length;

    /** @param speech clips of single talkers at 16 kHz */
    EnvironmentMixes(List<float[]> speech, boolean held, long seed, double seconds) {
        this.speech = speech;
        this.held = held;
        this.random = new Random(seed);
        this.length = (int) (seconds * HERTZ);
    }

    private double between(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    float[] mix(Environment environment) {
        return switch (environment) {
            case QUIET -> quiet();
            case SPEECH -> sum(at(speech(), between(50, 78)), at(noise(), between(15, 28)), 1);
            case SPEECH_IN_NOISE -> {
                double level = between(55, 82);
                yield sum(at(speech(), level), at(noise(), level - between(-3, 10)), 1);
            }
            case NOISE -> at(noise(), between(48, 88));
            case MUSIC -> sum(at(music(), between(50, 85)), at(noise(), between(15, 35)), 1);
            case BABBLE -> {
                double level = between(52, 84);
                yield sum(at(babble(), level), at(noise(), level - between(12, 25)), 1);
            }
        };
    }

    private float[] quiet() {
        float[] sound = at(noise(), between(12, 38));
        for (int clicks = random.nextInt(4); clicks > 0; clicks--) {
            int where = random.nextInt(length - 400);
            for (int i = 0; i < 400; i++) {
                sound[where + i] += (float) (amplitude(38) * random.nextGaussian() * Math.exp(-i / 60.0));
            }
        }
        return sound;
    }

    private static double amplitude(double spl) {
        return Math.pow(10, (spl - FULL_SCALE) / 20);
    }

    private static float[] at(float[] sound, double spl) {
        double sum = 1e-20;
        for (float sample : sound) {
            sum += sample * sample;
        }
        float factor = (float) (amplitude(spl) / Math.sqrt(sum / sound.length));
        for (int i = 0; i < sound.length; i++) {
            sound[i] *= factor;
        }
        return sound;
    }

    private static float[] sum(float[] one, float[] other, double factor) {
        for (int i = 0; i < one.length; i++) {
            one[i] += (float) (factor * other[i]);
        }
        return one;
    }

    /** A talker, from a random place of a clip on, a little faster or slower and through a random tilt. */
    private float[] speech() {
        float[] out = new float[length];
        int at = 0;
        double speed = between(0.9, 1.12);
        double tilt = between(-0.5, 0.5);
        float[] clip = speech.get(random.nextInt(speech.size()));
        double place = random.nextInt(clip.length);
        float before = 0;
        while (at < length) {
            int whole = (int) place;
            if (whole + 1 >= clip.length) {
                place = 0;
                continue;
            }
            double part = place - whole;
            float sample = (float) (clip[whole] * (1 - part) + clip[whole + 1] * part);
            out[at++] = (float) (sample + tilt * before);
            before = sample;
            place += speed;
        }
        return out;
    }

    private float[] babble() {
        float[] out = new float[length];
        int talkers = 6 + random.nextInt(12);
        for (int t = 0; t < talkers; t++) {
            sum(out, at(speech(), 60), Math.pow(10, between(-5, 3) / 20));
        }
        return room(out, between(0.1, 0.5));
    }

    /** Late, dense reflections. */
    private float[] room(float[] dry, double seconds) {
        float[] out = dry.clone();
        int[] delays = {1117, 1327, 1559, 1733};
        for (int delay : delays) {
            double back = Math.pow(10, -3.0 * delay / HERTZ / seconds);
            float[] line = new float[dry.length];
            for (int i = 0; i < dry.length; i++) {
                line[i] = (float) (dry[i] + (i >= delay ? back * line[i - delay] : 0));
                out[i] += 0.15f * (i >= delay ? line[i - delay] : 0);
            }
        }
        return out;
    }

    private float[] noise() {
        int kind = held && random.nextInt(2) == 0 ? 7 + random.nextInt(3) : random.nextInt(7);
        float[] out = new float[length];
        double pole = between(0.6, 0.99);
        double slow = 0;
        double depth = between(0, 0.6);
        double rate = between(0.1, 0.6);
        double phase = between(0, 6);
        double hum = between(50, 180);
        for (int i = 0; i < length; i++) {
            double t = (double) i / HERTZ;
            double white = random.nextGaussian();
            slow = pole * slow + (1 - pole) * white;
            double turns = 2 * Math.PI * t;
            double humming = Math.sin(hum * turns)
                    + 0.6 * Math.sin(2 * hum * turns + 1)
                    + 0.4 * Math.sin(3 * hum * turns + 2)
                    + 0.2 * Math.sin(7 * hum * turns);
            double sound = switch (kind) {
                case 0 -> white;
                case 1 -> slow * 5 + 0.1 * white;
                case 2 -> slow * 8;
                case 3 -> slow * 6 + 0.15 * humming;
                case 4 -> slow * 8 * (1 + Math.sin(rate * turns + phase));
                case 5 -> random.nextInt(300) == 0 ? 20 * white : 0.3 * white + slow;
                case 6 -> 0.6 * humming * 0.3 + 0.2 * white + slow * 3;
                // only to be tested with: rain in gusts, a train on its rails, many hands
                case 7 -> (random.nextInt(40) == 0 ? 8 * white : 0.5 * white) * (1 + 0.5 * Math.sin(rate * turns));
                case 8 -> slow * 7 * (1 + 0.8 * Math.pow(Math.max(0, Math.sin(2 * Math.PI * 1.6 * t)), 20));
                default -> random.nextInt(25) == 0 ? 6 * white : 0.4 * (white - slow);
            };
            out[i] = (float) (sound * (1 + depth * Math.sin(rate * turns + phase)));
        }
        return out;
    }

    private float[] music() {
        float[] out = new float[length];
        double beat = 60 / between(60, 150);
        double root = between(110, 260);
        int timbre = held && random.nextInt(2) == 0 ? 3 : random.nextInt(3);
        boolean drums = random.nextInt(2) == 0;
        double reverb = between(0.2, 1.2);
        int chord = 0;
        for (double start = -between(0, beat); start < (double) length / HERTZ; start += beat) {
            if (random.nextInt(3) == 0) {
                chord = random.nextInt(7);
            }
            for (int note = 0; note < 3; note++) {
                tone(out, start, beat * between(0.8, 2.5), pitch(root, chord + 2 * note), 0.3, timbre);
            }
            tone(out, start, beat, pitch(root / 2, chord), 0.5, timbre);
            int notes = 1 + random.nextInt(3);
            for (int n = 0; n < notes; n++) {
                tone(
                        out,
                        start + beat * n / notes,
                        beat / notes * 1.3,
                        pitch(2 * root, random.nextInt(10)),
                        between(0.3, 0.7),
                        timbre);
            }
            if (drums) {
                strike(out, start, 0.5);
                strike(out, start + beat / 2, 0.25);
            }
        }
        return room(out, reverb);
    }

    private static double pitch(double root, int step) {
        return root * Math.pow(2, (SCALE[step % 7] + 12 * (step / 7)) / 12.0);
    }

    private void tone(float[] out, double start, double seconds, double hertz, double loud, int timbre) {
        int from = (int) (start * HERTZ);
        int samples = (int) (seconds * HERTZ);
        double decay = timbre == 1 ? 0.2 : between(1.5, 5);
        for (int i = 0; i < samples; i++) {
            if (from + i < 0 || from + i >= out.length) {
                continue;
            }
            double t = (double) i / HERTZ;
            double angle = 2 * Math.PI * hertz * t;
            double envelope = Math.min(1, t / 0.015) * Math.exp(-decay * t) * Math.min(1, (samples - i) / 320.0);
            double wave = 0;
            if (timbre == 3) {
                wave = Math.sin(angle + 2 * Math.exp(-3 * t) * Math.sin(2 * angle));
            } else {
                for (int k = 1; k <= 8 && k * hertz < 7000; k++) {
                    double part = timbre == 2 && k % 2 == 0 ? 0 : Math.pow(k, -1.2 - 0.3 * timbre);
                    wave += part * Math.sin(k * angle);
                }
            }
            out[from + i] += (float) (loud * envelope * wave);
        }
    }

    private void strike(float[] out, double start, double loud) {
        int from = Math.max(0, (int) (start * HERTZ));
        for (int i = 0; i < 1600 && from + i < out.length; i++) {
            out[from + i] += (float) (loud * random.nextGaussian() * Math.exp(-i / 250.0));
        }
    }
}
