package org.liaoyuan.sound.synthesis.english;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * Words that no dictionary has, letter by letter: each letter has the sound that it has most often between the same neighbours, of as
 * many neighbours as were seen (an IGTree: Daelemans and van den Bosch, 1996).
 *
 * <p>The table was learnt from misaki's dictionaries ({@code LetterTraining} in the tests). A key is the letter, then its neighbours
 * in the order of how much they tell: right, left, right, left, …; {@code #} is beyond the word.
 */
final class LetterToSound {

    /** Letters of the longest key. */
    static final int WIDEST = 8;

    private static final int LONGEST_WORD = 64;

    private final Map<String, String> sounds;

    LetterToSound(Map<String, String> sounds) {
        this.sounds = sounds;
    }

    static LetterToSound load() {
        Map<String, String> sounds = new HashMap<>(1 << 17);
        try (InputStream in = LetterToSound.class.getResourceAsStream("letters.txt")) {
            if (in == null) {
                throw new AudioException("letters.txt is not on the class path: the installation is not whole");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                sounds.put(line.substring(0, space), line.substring(space + 1));
            }
        } catch (IOException e) {
            throw new AudioException("letters.txt can't be read: " + e.getMessage(), e);
        }
        return new LetterToSound(sounds);
    }

    /** Phonemes, with one primary stress if there is a vowel; empty if there is no letter from a to z. */
    String phonemes(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (letters.length() > LONGEST_WORD) {
            letters = letters.substring(0, LONGEST_WORD);
        }
        StringBuilder phonemes = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            phonemes.append(sound(letters, i));
        }
        return stressedOnce(phonemes.toString());
    }

    /** The sound of a letter by its widest known neighbourhood. */
    String sound(String letters, int at) {
        String key = key(letters, at);
        for (int width = WIDEST; width > 0; width--) {
            String sound = sounds.get(key.substring(0, width));
            if (sound != null) {
                return sound;
            }
        }
        return "";
    }

    /** The letter, then what stands right and left of it, further and further away. */
    static String key(String letters, int at) {
        char[] key = new char[WIDEST];
        key[0] = letters.charAt(at);
        for (int i = 1; i < WIDEST; i++) {
            int distance = (i + 1) / 2;
            int place = i % 2 == 1 ? at + distance : at - distance;
            key[i] = place >= 0 && place < letters.length() ? letters.charAt(place) : '#';
        }
        return new String(key);
    }

    /** Of several primary stresses the first stays, the others become secondary; of none, the first full vowel gets it. */
    static String stressedOnce(String phonemes) {
        int first = phonemes.indexOf(Sounds.PRIMARY);
        if (first >= 0) {
            String head = phonemes.substring(0, first + 1);
            return head + phonemes.substring(first + 1).replace(Sounds.PRIMARY, Sounds.SECONDARY);
        }
        if (phonemes.indexOf(Sounds.SECONDARY) >= 0) {
            return phonemes.replaceFirst("ˌ", "ˈ");
        }
        int full = -1;
        for (int i = 0; i < phonemes.length() && full < 0; i++) {
            boolean weak = "əᵻ".indexOf(phonemes.charAt(i)) >= 0;
            full = Sounds.isVowel(phonemes.charAt(i)) && !weak ? i : -1;
        }
        return full < 0
                ? Stress.STRONG.apply(phonemes)
                : phonemes.substring(0, full) + Sounds.PRIMARY + phonemes.substring(full);
    }
}
