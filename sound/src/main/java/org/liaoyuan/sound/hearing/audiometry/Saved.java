package org.liaoyuan.sound.hearing.audiometry;

import java.util.ArrayList;
import java.util.List;

/** Reads procedures that were written down, which may come from outside. */
final class Saved {

    /** More than the longest procedure. */
    private static final int MOST_CHARACTERS = 4000;

    private Saved() {}

    /** Words between single spaces, of which the first is the format's name and a second is there. */
    static String[] parts(String saved, String format) {
        if (saved.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a saved test has at most " + MOST_CHARACTERS + " characters, this has " + saved.length());
        }
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= saved.length(); i++) {
            if (i == saved.length() || saved.charAt(i) == ' ') {
                parts.add(saved.substring(begin, i));
                begin = i + 1;
            }
        }
        if (parts.size() < 2 || !parts.get(0).equals(format)) {
            throw new IllegalArgumentException("this is not a saved test of the format " + format);
        }
        return parts.toArray(new String[0]);
    }

    static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as of one that is out of range
        }
        throw new IllegalArgumentException("a number from " + least + " to " + most + " is missing in a saved test");
    }
}
