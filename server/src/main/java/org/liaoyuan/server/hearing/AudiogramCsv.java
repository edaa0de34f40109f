package org.liaoyuan.server.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An audiogram as rows of ear, frequency in Hz and threshold in dB HL, between commas, semicolons or tabs: {@code R,1000,35}. Empty lines, and a
 * first one with titles, are passed over. A threshold that begins with {@code >} was not reached.
 */
final class AudiogramCsv {

    static final int MOST_CHARACTERS = 10_000;

    private AudiogramCsv() {}

    /** @throws IllegalArgumentException where it is none; says the line */
    static List<HearingThreshold> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a CSV of " + text.length() + " characters; expected at most " + MOST_CHARACTERS);
        }
        List<HearingThreshold> thresholds = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\\R", -1)) {
            number++;
            String line = raw.replace("\uFEFF", "").strip();
            boolean titles = thresholds.isEmpty() && line.chars().noneMatch(Character::isDigit);
            if (!line.isEmpty() && !titles) {
                thresholds.add(threshold(line, number));
            }
        }
        return HearingThreshold.audiogram(thresholds);
    }

    private static HearingThreshold threshold(String line, int number) {
        String[] cells = line.split("[,;\t]", -1);
        if (cells.length != 3) {
            throw wrong(number, cells.length + " cells");
        }
        String level = cells[2].strip();
        boolean beyond = level.startsWith(">");
        try {
            return new HearingThreshold(
                    ear(cells[0].strip(), number),
                    Integer.parseInt(cells[1].strip()),
                    Double.parseDouble(beyond ? level.substring(1) : level),
                    beyond);
        } catch (NumberFormatException e) {
            throw wrong(number, "a frequency or a threshold that is no number");
        }
    }

    private static HearingThreshold.Ear ear(String name, int number) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "r", "right", "右", "右耳" -> HearingThreshold.Ear.RIGHT;
            case "l", "left", "左", "左耳" -> HearingThreshold.Ear.LEFT;
            default -> throw wrong(number, "an ear that is neither R nor L");
        };
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + " has " + what
                + "; expected ear, frequency in Hz and threshold in dB HL, such as R,1000,35");
    }
}
