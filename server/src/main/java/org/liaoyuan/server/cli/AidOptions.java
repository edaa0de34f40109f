package org.liaoyuan.server.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.audio.AudioFormat;
import org.liaoyuan.server.audio.AudioWriting;
import org.liaoyuan.server.hearing.AudiogramFile;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.ClipSource;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.hearing.fitting.Audiogram;
import org.liaoyuan.sound.hearing.fitting.Compression;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;
import org.liaoyuan.sound.hearing.fitting.Prescription;
import org.liaoyuan.sound.io.Loudspeaker;
import org.liaoyuan.sound.io.Microphone;
import org.liaoyuan.sound.io.Wav;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code listen --aid} is told. Devices of this machine have one channel, so one ear's fitting is heard on both sides. */
final class AidOptions {

    /** dB, as the page begins: who puts headphones on should not be startled. */
    private static final String VOLUME = "-10";

    /** Samples that wait in a device, at most: 21 ms. Fewer, and many machines stutter. */
    private static final int BUFFER = 1_024;

    @Option(
            names = "--aid",
            required = true,
            description = {
                "助听：麦克风的声音按听力图放大后送到耳机，按回车结束。文件为听力图 CSV（如 R,1000,35）；不写则各频率同样放大。不是医疗器械。",
                "Hearing aid: the microphone's sound goes to the headphones, louder where the audiogram asks for it, until Enter. The file is an audiogram as CSV"
                        + " (such as R,1000,35); without it all frequencies are treated alike. No medical device."
            })
    boolean wanted;

    @Option(
            names = "--ear",
            description = {
                "用哪只耳朵的听力图：left 或 right；不写则用较好的一只。",
                "Whose audiogram: left or right; the better one without it."
            })
    private @Nullable Ear ear;

    @ArgGroup
    private @Nullable Rule rule;

    @Option(
            names = "--linear",
            description = {"不压缩：各种音量的增益相同。", "No compression: the same gain at every level."})
    private boolean linear;

    @Option(
            names = "--volume",
            paramLabel = "DB",
            defaultValue = VOLUME,
            description = {"音量，分贝，-20 到 20；默认 " + VOLUME + "。", "Volume in dB, -20 to 20; " + VOLUME + " without it."})
    double volume;

    @Option(
            names = "--input",
            paramLabel = "WAV",
            description = {"用 WAV 文件代替麦克风。", "A WAV file instead of the microphone."})
    @Nullable
    Path input;

    @Option(
            names = "--output",
            paramLabel = "WAV",
            description = {"写到 WAV 文件，不播放。", "Write a WAV file instead of playing."})
    @Nullable
    Path output;

    /** NAL-R where nothing is chosen. */
    private static final class Rule {

        @Option(
                names = "--half-gain",
                description = {"增益公式：损失的一半（默认 NAL-R）。", "Rule for the gain: half of the loss (NAL-R without it)."})
        private boolean halfGain;

        @Option(
                names = "--camfit",
                description = {"增益公式：剑桥（线性）。", "Rule for the gain: Cambridge (linear)."})
        private boolean camfit;
    }

    private Prescription prescription() {
        if (rule != null && rule.halfGain) {
            return Prescription.HALF_GAIN;
        }
        return rule != null && rule.camfit ? Prescription.CAMFIT_LINEAR : Prescription.NAL_R;
    }

    /** @throws IllegalArgumentException that says what is wrong with the options or the file */
    Fitting fitting(@Nullable Path audiogram) throws IOException {
        if (!(volume >= -20 && volume <= 20)) {
            throw new IllegalArgumentException("a volume of " + volume + " dB; give one from -20 to 20");
        }
        if (audiogram == null) {
            return Fitting.flat(ear == null ? Ear.RIGHT : ear);
        }
        if (!Files.isRegularFile(audiogram)) {
            throw new IllegalArgumentException("'" + audiogram + "' is no file; give an audiogram as CSV, or none");
        }
        Map<Ear, Audiogram> ears = AudiogramFile.read(audiogram);
        Audiogram chosen = ear == null ? better(ears) : ears.get(ear);
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "'" + audiogram + "' has no threshold of the ear " + ear + "; it has those of " + ears.keySet());
        }
        return Fitting.of(chosen, prescription(), linear ? Compression.LINEAR : Compression.BY_LOSS);
    }

    /** @throws org.liaoyuan.sound.AudioException if there is no microphone, or the file is none that can be read */
    SoundSource source() {
        return input == null
                ? Microphone.open(AidSession.RATE, AidSession.BLOCK, BUFFER)
                : new ClipSource(Resampler.convert(Wav.read(input).mono(), AidSession.RATE));
    }

    /** @throws org.liaoyuan.sound.AudioException if there is nothing to play on */
    SoundSink sink() throws IOException {
        if (output == null) {
            return Loudspeaker.open(AidSession.RATE, BUFFER);
        }
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(output));
        return new FileSink(AudioWriting.in(Home.fromEnvironment()).begin(AudioFormat.WAV, AidSession.RATE, out), out);
    }

    /** Closes the file with the sink. */
    private record FileSink(SoundSink sink, OutputStream out) implements SoundSink {

        @Override
        public SampleRate rate() {
            return sink.rate();
        }

        @Override
        public void write(float[] block, int length) {
            sink.write(block, length);
        }

        @Override
        public void close() {
            sink.close();
            try {
                out.close();
            } catch (IOException e) {
                throw new AudioException("the file can't be written to its end: " + e.getMessage(), e);
            }
        }
    }

    /** The one that needs less: what is meant for the other would be too loud for it. */
    private static @Nullable Audiogram better(Map<Ear, Audiogram> ears) {
        return ears.values().stream()
                .min(Comparator.comparingDouble(Audiogram::fourFrequencyAverage))
                .orElse(null);
    }
}
