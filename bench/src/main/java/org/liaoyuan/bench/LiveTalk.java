package org.liaoyuan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.recognition.RecognitionEvent;
import org.liaoyuan.sound.recognition.RecognitionEvent.FinalText;
import org.liaoyuan.sound.recognition.RecognitionEvent.PartialText;
import org.liaoyuan.sound.recognition.RecognitionEvent.SpeechEnded;
import org.liaoyuan.sound.recognition.RecognitionEvent.SpeechStarted;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.StreamingRecognizer;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/** Recordings as somebody would speak them, in real time; and when text came. */
final class LiveTalk {

    private static final int BLOCK = 512;
    private static final double SILENCE_AFTER = 1.5;

    private final List<Double> finals = new ArrayList<>();
    private final List<Double> afterEnded = new ArrayList<>();
    private final List<Double> partials = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private long lastShown;
    private long lastFinal;
    private long lastEnded;

    /** Seconds from the end of speech, as it is heard, to the last final text, a recording each. */
    List<Double> finals() {
        return finals;
    }

    /** Seconds from the event that speech ended, which comes after half a second of silence, to the final text. */
    List<Double> afterEnded() {
        return afterEnded;
    }

    /** Seconds from the beginning of speech to the first partial text and from each to the next. */
    List<Double> partials() {
        return partials;
    }

    /** Says one recording, and returns what was understood. */
    String say(Clip clip, SileroModel silero, Recognizer recognizer) {
        text.setLength(0);
        lastFinal = 0;
        long endOfSpeech = 0;
        int spoken = lastSpeech(clip);
        Clip all = clip.then(Clip.silence(SampleRate.HZ_16000, SILENCE_AFTER));
        try (VoiceActivity activity = silero.listen();
                StreamingRecognizer stream =
                        new StreamingRecognizer(activity, recognizer, RecognitionOptions.DEFAULT, this::heard)) {
            long begin = System.nanoTime();
            float[] block = new float[BLOCK];
            for (int at = 0; at < all.length(); at += BLOCK) {
                int length = Math.min(BLOCK, all.length() - at);
                // a block is there when its last sample was spoken
                long due = begin + (at + length) * 1_000_000_000L / 16_000;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                System.arraycopy(all.samples(), at, block, 0, length);
                stream.accept(block, length);
                if (at <= spoken && spoken < at + length) {
                    endOfSpeech = due;
                }
            }
            stream.end();
        }
        if (lastFinal != 0) {
            finals.add(Math.max(0, (lastFinal - endOfSpeech) / 1e9));
        }
        return text.toString();
    }

    private void heard(RecognitionEvent event) {
        long now = System.nanoTime();
        switch (event) {
            case SpeechStarted started -> lastShown = now;
            case SpeechEnded ended -> lastEnded = now;
            case PartialText partial -> {
                partials.add((now - lastShown) / 1e9);
                lastShown = now;
            }
            case FinalText last -> {
                lastFinal = now;
                afterEnded.add((now - lastEnded) / 1e9);
                text.append(' ').append(last.transcript().text());
            }
            default -> {}
        }
    }

    /** The last sample that is loud enough to be speech: within 30 dB of the loudest 10 ms. */
    private static int lastSpeech(Clip clip) {
        int frame = 160;
        double most = 0;
        for (int at = 0; at + frame <= clip.length(); at += frame) {
            most = Math.max(most, Level.rms(clip.samples(), at, at + frame));
        }
        for (int at = clip.length() - frame; at > 0; at -= frame) {
            if (Level.rms(clip.samples(), at, at + frame) > most * Level.amplitude(-30)) {
                return at + frame - 1;
            }
        }
        return clip.length() - 1;
    }
}
