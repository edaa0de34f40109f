package org.liaoyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.io.Wav;

/** Recordings with what is said in them: {@code en/NAME.wav} and {@code en/NAME.txt}, and {@code zh} likewise. */
final class SpeechSet {

    /**
     * @param name of the file
     * @param language its folder
     * @param clip at 16 kHz
     * @param text what is said
     */
    record Spoken(String name, String language, Clip clip, String text) {}

    private SpeechSet() {}

    /** @throws IOException if there is none */
    static List<Spoken> read(Path folder) throws IOException {
        List<Spoken> all = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            Path part = folder.resolve(language);
            if (Files.isDirectory(part)) {
                try (Stream<Path> files = Files.list(part)) {
                    for (Path wav : files.filter(f -> f.toString().endsWith(".wav"))
                            .sorted()
                            .toList()) {
                        all.add(spoken(wav, language));
                    }
                }
            }
        }
        if (all.isEmpty()) {
            throw new IOException(
                    "no recordings in " + folder + ": put NAME.wav and NAME.txt into its folders en and zh");
        }
        return all;
    }

    private static Spoken spoken(Path wav, String language) throws IOException {
        String name = wav.getFileName().toString().replaceAll("\\.wav$", "");
        String text = Files.readString(wav.resolveSibling(name + ".txt")).strip();
        return new Spoken(name, language, Resampler.convert(Wav.read(wav).mono(), SampleRate.HZ_16000), text);
    }
}
