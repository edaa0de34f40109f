package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Recording;
import org.liaoyuan.sound.io.Wav;
import picocli.CommandLine;

class ListenAidTest {

    @TempDir
    Path folder;

    private Path microphone;
    private Path receiver;

    /** A tone of 1 kHz at 60 dB SPL, shorter than the classifier takes to say anything of it. */
    @BeforeEach
    void aTone() {
        microphone = folder.resolve("microphone.wav");
        receiver = folder.resolve("receiver.wav");
        float[] tone = new float[14_400];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (0.001 * Math.sqrt(2) * Math.sin(2 * Math.PI * 1_000 * i / 16_000.0));
        }
        Wav.write(microphone, new Clip(SampleRate.HZ_16000, tone));
    }

    private Path audiogram(String rows) throws Exception {
        return Files.writeString(folder.resolve("audiogram.csv"), "ear,hz,dB HL\n" + rows);
    }

    private int run(StringWriter said, String... more) {
        CommandLine line = new CommandLine(new Listen()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"--aid", "--input", microphone.toString(), "--output", receiver.toString()},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return line.execute(arguments);
    }

    /** dB from 0.4 s on, where levels are followed. */
    private double gain() {
        Recording given = Wav.read(receiver);
        assertThat(given.rate()).isEqualTo(SampleRate.HZ_48000);
        return Level.decibels(Level.rms(given.channels()[0], 19_200, 40_800) / 0.001);
    }

    @Test
    void whatTheMicrophoneHearsIsGivenWithTheGainOfTheAudiogram() throws Exception {
        StringWriter said = new StringWriter();

        int code = run(
                said,
                audiogram("R,500,40\nR,1000,40\nR,2000,40\nL,1000,60\n").toString(),
                "--half-gain",
                "--linear",
                "--volume",
                "0");

        assertThat(code).as(said.toString()).isZero();
        assertThat(gain()).isCloseTo(20, within(1.0));
        assertThat(said.toString()).containsPattern("\\d+ blocks, \\d+ took longer than they last");
    }

    @Test
    void anEarMayBeNamedAndTheVolumeIsSoftWithoutAnOption() throws Exception {
        StringWriter said = new StringWriter();

        int code =
                run(said, audiogram("R,1000,40\nL,1000,60\n").toString(), "--half-gain", "--linear", "--ear", "left");

        assertThat(code).as(said.toString()).isZero();
        assertThat(gain()).isCloseTo(30 - 10, within(1.0));
    }

    @Test
    void withoutAnAudiogramAllIsTreatedAlike() {
        StringWriter said = new StringWriter();

        assertThat(run(said, "--volume", "6")).as(said.toString()).isZero();

        assertThat(gain()).isCloseTo(6, within(1.0));
    }

    @Test
    void whatIsNoAudiogramIsRefusedByItsLine() throws Exception {
        StringWriter said = new StringWriter();

        assertThat(run(said, audiogram("R,1000,loud\n").toString())).isEqualTo(2);

        assertThat(said.toString()).contains("line 2 has a frequency or a threshold that is no number");
        assertThat(receiver).doesNotExist();
    }

    @Test
    void anEarThatIsNotInTheFileIsRefused() throws Exception {
        StringWriter said = new StringWriter();

        assertThat(run(said, audiogram("R,1000,40\n").toString(), "--ear", "LEFT"))
                .isEqualTo(2);

        assertThat(said.toString()).contains("has no threshold of the ear LEFT; it has those of [RIGHT]");
    }

    @Test
    void optionsOfTheAidAreNoneOfWritingDown() {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(new Listen()).setErr(new PrintWriter(said));

        assertThat(line.execute("--half-gain")).isEqualTo(2);

        assertThat(said.toString()).contains("--aid");
    }

    @Test
    void aMachineWithoutAMicrophoneSaysSo() throws Exception {
        Assumptions.assumeFalse(AudioSystem.isLineSupported(new DataLine.Info(TargetDataLine.class, null)));

        try (Program listen = Program.start(folder.resolve("home"), "listen", "--aid")) {
            assertThat(listen.find(Pattern.compile("(liaoyuan: no microphone with 48000 Hz was found: .*)")))
                    .isNotEmpty();
        }
    }
}
