package org.liaoyuan.server.audio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.OpusSource;
import org.liaoyuan.sound.io.Wav;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads sound and video files of any usual kind as one channel of 16,000 samples a second. Thread-safe. */
@Component
@EnableConfigurationProperties(AudioSettings.class)
public class AudioFiles {

    /** Bytes that tell the kind of a file. */
    public static final int HEAD = AudioContainer.HEAD;

    private static final SampleRate RATE = SampleRate.HZ_16000;
    private static final int BUFFER = 1 << 16;

    private final FfmpegProgram program;
    private final AudioSettings settings;
    private final Semaphore turns;

    AudioFiles(Home home, AudioSettings settings) {
        this.program = new FfmpegProgram(home);
        this.settings = settings;
        this.turns = new Semaphore(settings.atOnce(), true);
    }

    /** For a command that runs without a server. */
    public static AudioFiles in(Home home) {
        return new AudioFiles(home, AudioSettings.DEFAULTS);
    }

    /** Bytes that a file may have. */
    public long mostBytes() {
        return settings.mostBytes().toBytes();
    }

    /**
     * The media type of a sound or video file; empty for any other.
     *
     * @param head its first {@link #HEAD} bytes
     * @param name tells sound from film where the bytes don't
     */
    public static Optional<String> mediaType(byte[] head, String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return AudioContainer.of(head).map(container -> container.mediaType(ending));
    }

    /**
     * Reads a whole file.
     *
     * @return one channel, 16,000 samples a second, with at least one sample
     * @throws AudioException if it is of no known kind, is damaged, has no sound, or is too long; the message says which
     */
    public Clip read(Path file) throws InterruptedException {
        try {
            byte[] head = head(file);
            AudioContainer container = AudioContainer.of(head)
                    .orElseThrow(
                            () -> new AudioException(
                                    "this is no sound or video file of a known kind: give WAV, MP3, M4A, MP4, OGG, Opus, WebM, FLAC, AAC or AIFF"));
            if (!turns.tryAcquire(settings.time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AudioException("other sound files are still being read: try again in a moment");
            }
            try {
                Clip clip = isPlainWav(container, head)
                        ? wav(file)
                        : container == AudioContainer.OGG && OpusSource.isRead(head)
                                ? opus(file)
                                : decoded(container, file);
                if (clip.length() == 0) {
                    throw new AudioException(
                            "there is no sound in this file: it is empty, or a film without a sound track");
                }
                return clip;
            } finally {
                turns.release();
            }
        } catch (IOException e) {
            throw new AudioException("the sound file can't be read: " + e.getMessage(), e);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(AudioContainer.HEAD);
        }
    }

    /** Of integers or floats, as Java reads it; the others are telephone codes and the like. */
    private static boolean isPlainWav(AudioContainer container, byte[] head) {
        boolean formatFirst =
                head.length > 22 && head[12] == 'f' && head[13] == 'm' && head[14] == 't' && head[15] == ' ';
        int kind = formatFirst ? (head[20] & 0xFF) | (head[21] & 0xFF) << 8 : 0;
        return container == AudioContainer.WAV && (!formatFirst || kind == 1 || kind == 3 || kind == 0xFFFE);
    }

    private Clip wav(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            Clip clip = Wav.read(in, Wav.MOST_SAMPLES).mono();
            requireLength(clip.seconds());
            return Resampler.convert(clip, RATE);
        }
    }

    private Clip opus(Path file) throws IOException {
        try (SoundSource source = new OpusSource(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            Collected collected = new Collected();
            Resampler resampler = new Resampler(source.rate(), RATE);
            float[] block = new float[BUFFER];
            float[] piece = new float[resampler.most(BUFFER)];
            for (int count = source.read(block); count > 0; count = source.read(block)) {
                collected.add(piece, resampler.process(block, count, piece));
            }
            return collected.clip();
        }
    }

    private void requireLength(double seconds) {
        if (seconds > settings.mostLength().toSeconds()) {
            throw new AudioException(
                    "this sound is longer than " + words(settings.mostLength()) + ": cut it into parts");
        }
    }

    private static String words(Duration length) {
        return length.toMinutes() < 1
                ? length.toSeconds() + " s"
                : length.toMinutes() < 60 ? length.toMinutes() + " min" : length.toHours() + " h";
    }

    private Clip decoded(AudioContainer container, Path file) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                // no other files and no network, whatever the file says; only the first sound track
                "-protocol_whitelist",
                "file,pipe",
                "-f",
                container.reader,
                "-i",
                "file:" + file.toAbsolutePath(),
                "-map",
                "0:a:0",
                "-vn",
                "-sn",
                "-dn",
                "-ac",
                "1",
                "-ar",
                Integer.toString(RATE.hertz()),
                "-f",
                "s16le",
                "-");
        try (RunningFfmpeg running =
                new RunningFfmpeg(program.command(arguments, settings.time().toSeconds()), settings.time())) {
            running.noInput();
            Clip clip = samples(running.output());
            String complaint = running.end();
            if (clip.length() == 0 && !complaint.isEmpty()) {
                throw new AudioException(
                        "this file can't be read as sound: it is damaged, cut off, or has no sound track");
            }
            return clip;
        }
    }

    private Clip samples(InputStream in) throws IOException {
        Collected collected = new Collected();
        byte[] bytes = new byte[BUFFER];
        for (int n = in.readNBytes(bytes, 0, BUFFER); n > 0; n = in.readNBytes(bytes, 0, BUFFER)) {
            float[] piece = Wav.samples16(Arrays.copyOf(bytes, n - n % 2));
            collected.add(piece, piece.length);
        }
        return collected.clip();
    }

    /** Sound that is read piece by piece, as long as it may be. */
    private final class Collected {

        private final int most = RATE.samples(settings.mostLength().toSeconds());
        private float[] samples = new float[BUFFER];
        private int count;

        private void add(float[] piece, int length) {
            if (count + length > most) {
                requireLength(RATE.seconds(count + length) + 1);
            }
            if (count + length > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(count + length, (int) Math.min(most, samples.length * 2L)));
            }
            System.arraycopy(piece, 0, samples, count, length);
            count += length;
        }

        private Clip clip() {
            return new Clip(RATE, Arrays.copyOf(samples, count));
        }
    }
}
