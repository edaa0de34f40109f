package org.liaoyuan.server.hearing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.hearing.fitting.Audiogram;
import org.liaoyuan.sound.hearing.fitting.Calibration;
import org.liaoyuan.sound.hearing.fitting.Ear;

/** An audiogram in a file, as the page imports it: rows of ear, frequency in Hz and threshold in dB HL. */
public final class AudiogramFile {

    private AudiogramFile() {}

    /**
     * The ears that are in it. A threshold that was not reached counts as the level that was not heard.
     *
     * @throws IllegalArgumentException where it is no audiogram; says the line
     * @throws IOException if it can't be read
     */
    public static Map<Ear, Audiogram> read(Path file) throws IOException {
        if (Files.size(file) > 4L * AudiogramCsv.MOST_CHARACTERS) {
            throw new IllegalArgumentException("'" + file + "' has " + Files.size(file)
                    + " bytes, which is more than an audiogram has; give rows such as R,1000,35");
        }
        List<HearingThreshold> thresholds = AudiogramCsv.read(Files.readString(file));
        Map<Ear, Audiogram> ears = new EnumMap<>(Ear.class);
        for (Ear ear : Ear.values()) {
            List<HearingThreshold> own = thresholds.stream()
                    .filter(threshold -> threshold.ear().name().equals(ear.name()))
                    .sorted(Comparator.comparingInt(HearingThreshold::hertz))
                    .toList();
            if (!own.isEmpty()) {
                ears.put(
                        ear,
                        new Audiogram(
                                ear,
                                Calibration.COUPLER,
                                own.stream()
                                        .mapToDouble(HearingThreshold::hertz)
                                        .toArray(),
                                own.stream()
                                        .mapToDouble(HearingThreshold::level)
                                        .toArray()));
            }
        }
        return ears;
    }
}
