package org.liaoyuan.server.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.io.Wav;
import org.springframework.util.unit.DataSize;

class AudioFilesTest {

    @TempDir
    Path folder;

    private AudioFiles files;
    private AudioWriting writing;

    @BeforeEach
    void open() {
        Home home = new Home(folder.resolve("home"));
        files = new AudioFiles(
                home, new AudioSettings(DataSize.ofMegabytes(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 2));
        writing = new AudioWriting(home);
    }

    private static Clip tone(int rate, double seconds) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / rate));
        }
        return new Clip(new SampleRate(rate), samples);
    }

    private Path file(byte[] bytes) throws IOException {
        Path file = folder.resolve("sound");
        Files.write(file, bytes);
        return file;
    }

    private byte[] written(AudioFormat format, Clip clip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SoundSink sink = writing.begin(format, clip.rate(), out)) {
            for (int start = 0; start < clip.length(); start += 4_800) {
                float[] piece = Arrays.copyOfRange(clip.samples(), start, Math.min(clip.length(), start + 4_800));
                sink.write(piece, piece.length);
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(value = AudioFormat.class, names = "PCM", mode = EnumSource.Mode.EXCLUDE)
    void readsWhatItWrites(AudioFormat format) throws Exception {
        assumeThat(format == AudioFormat.WAV || format == AudioFormat.OPUS || FfmpegProgram.isForThisSystem())
                .isTrue();

        Clip got = files.read(file(written(format, tone(24_000, 1))));

        assertThat(got.rate()).isEqualTo(SampleRate.HZ_16000);
        assertThat(got.seconds()).isBetween(0.95, 1.15);
        assertThat(Level.of(got.between(0.2, 0.8))).isBetween(-10.0, -8.0);
    }

    @Test
    void opusIsReadAndWrittenAsTheOtherProgramDoes() throws Exception {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        FfmpegProgram program = new FfmpegProgram(new Home(folder.resolve("home")));
        Path stereo = folder.resolve("stereo.opus");
        Path ours = file(written(AudioFormat.OPUS, tone(24_000, 1)));
        Path decoded = folder.resolve("ours.wav");
        for (String command : List.of(
                "-f lavfi -i sine=frequency=440:duration=1.5:sample_rate=48000 -af volume=0.5/0.125,pan=stereo|c0=c0|c1=c0 -c:a libopus -b:a 64k "
                        + stereo,
                "-i " + ours + " -ac 1 " + decoded)) {
            Process process = program.command(List.of(command.split(" ")), 20)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }

        Clip theirs = files.read(stereo);
        assertThat(theirs.seconds()).isBetween(1.49, 1.51);
        assertThat(Level.of(theirs.between(0.2, 1.2))).isBetween(-10.0, -8.0);
        Clip ofOurs = files.read(decoded);
        assertThat(ofOurs.seconds()).isBetween(0.99, 1.01);
        assertThat(Level.of(ofOurs.between(0.2, 0.8))).isBetween(-10.0, -8.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 44_100, 96_000, 192_000})
    void readsWavOfAnyRate(int rate) throws Exception {
        Clip got = files.read(file(Wav.bytes(tone(rate, 0.5))));

        assertThat(got.seconds()).isBetween(0.499, 0.501);
        assertThat(Level.of(got.between(0.1, 0.4))).isBetween(-9.2, -8.9);
    }

    @Test
    void aTelephonesWavIsReadByTheOtherProgram() throws Exception {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        byte[] wav = Wav.bytes(new Clip(SampleRate.HZ_8000, new float[4_000]));
        wav[20] = 7; // mu-law
        wav[32] = 1;
        wav[34] = 8;

        assertThat(files.read(file(wav)).seconds()).isBetween(0.9, 1.1);
    }

    @Test
    void saysThatItIsNoSound() {
        assertThatThrownBy(() -> files.read(file("hello, this is a letter".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no sound or video file");
        assertThatThrownBy(() -> files.read(file(new byte[0]))).hasMessageContaining("no sound or video file");
    }

    /** A play list would have the reader open what it names. */
    @Test
    void followsNoAddressesOfAFile() throws IOException {
        Path secret = folder.resolve("secret.wav");
        Wav.write(secret, tone(16_000, 1));
        Path list = file(("#EXTM3U\n#EXTINF:1,\nfile://" + secret + "\n").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> files.read(list)).hasMessageContaining("no sound or video file");
    }

    @Test
    void saysThatItIsDamaged() throws IOException {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        System.arraycopy("fLaC".getBytes(StandardCharsets.US_ASCII), 0, noise, 0, 4);

        assertThatThrownBy(() -> files.read(file(noise))).hasMessageContaining("damaged");
    }

    @Test
    void whatIsCutOffIsReadAsFarAsItGoes() throws Exception {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        byte[] whole = written(AudioFormat.MP3, tone(24_000, 2));

        assertThat(files.read(file(Arrays.copyOf(whole, whole.length / 2))).seconds())
                .isBetween(0.7, 1.3);
    }

    @Test
    void saysThatItIsTooLong() throws IOException {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();

        assertThatThrownBy(() -> files.read(file(Wav.bytes(Clip.silence(SampleRate.HZ_8000, 21)))))
                .hasMessageContaining("longer than 20 s");
        assertThatThrownBy(() -> files.read(file(written(AudioFormat.FLAC, Clip.silence(SampleRate.HZ_24000, 25)))))
                .hasMessageContaining("longer than");
    }

    @Test
    void aSinkWhoseReaderHasGoneSaysSo() throws IOException {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> {
                    try (SoundSink sink = writing.begin(AudioFormat.MP3, SampleRate.HZ_24000, gone)) {
                        for (int i = 0; i < 1_000; i++) {
                            sink.write(new float[24_000], 24_000);
                        }
                    }
                })
                .isInstanceOf(AudioException.class);
    }

    @Test
    void theProgramIsOfTheVersionThatItsFolderSays() throws Exception {
        assumeThat(FfmpegProgram.isForThisSystem()).isTrue();
        Process process = new FfmpegProgram(new Home(folder.resolve("home")))
                .command(java.util.List.of("-version"), 10)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("ffmpeg version " + FfmpegProgram.VERSION);
    }
}
