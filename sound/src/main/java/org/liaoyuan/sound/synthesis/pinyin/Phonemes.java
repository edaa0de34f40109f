package org.liaoyuan.sound.synthesis.pinyin;

import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * A syllable of pinyin as Kokoro v1.0 knows it: IPA, the tone as an arrow behind the vowel.
 *
 * <p>The table is that of misaki 0.9.4 ({@code transcription.py}, after pinyin-to-ipa, MIT), of each sound its first variant, the mark
 * of non-syllabic vowels dropped.
 */
final class Phonemes {

    /** Where the tone goes. */
    private static final String TONE = "0";

    private static final String[] TONES = {"→", "↗", "↓", "↘", ""};

    private static final Map<String, String> INITIALS = Map.ofEntries(
            Map.entry("b", "p"),
            Map.entry("p", "pʰ"),
            Map.entry("m", "m"),
            Map.entry("f", "f"),
            Map.entry("d", "t"),
            Map.entry("t", "tʰ"),
            Map.entry("n", "n"),
            Map.entry("l", "l"),
            Map.entry("g", "k"),
            Map.entry("k", "kʰ"),
            Map.entry("h", "x"),
            Map.entry("j", "ʨ"),
            Map.entry("q", "ʨʰ"),
            Map.entry("x", "ɕ"),
            Map.entry("zh", "ꭧ"),
            Map.entry("ch", "ꭧʰ"),
            Map.entry("sh", "ʂ"),
            Map.entry("r", "ɻ"),
            Map.entry("z", "ʦ"),
            Map.entry("c", "ʦʰ"),
            Map.entry("s", "s"));

    private static final Map<String, String> FINALS = Map.ofEntries(
            Map.entry("a", "a0"),
            Map.entry("ai", "ai0"),
            Map.entry("an", "a0n"),
            Map.entry("ang", "a0ŋ"),
            Map.entry("ao", "au0"),
            Map.entry("e", "ɤ0"),
            Map.entry("ei", "ei0"),
            Map.entry("en", "ə0n"),
            Map.entry("eng", "ə0ŋ"),
            Map.entry("i", "i0"),
            Map.entry("ia", "ja0"),
            Map.entry("ian", "jɛ0n"),
            Map.entry("iang", "ja0ŋ"),
            Map.entry("iao", "jau0"),
            Map.entry("ie", "je0"),
            Map.entry("in", "i0n"),
            Map.entry("io", "jɔ0"),
            Map.entry("iou", "jou0"),
            Map.entry("ing", "i0ŋ"),
            Map.entry("iong", "jʊ0ŋ"),
            Map.entry("ong", "ʊ0ŋ"),
            Map.entry("ou", "ou0"),
            Map.entry("u", "u0"),
            Map.entry("uei", "wei0"),
            Map.entry("ua", "wa0"),
            Map.entry("uai", "wai0"),
            Map.entry("uan", "wa0n"),
            Map.entry("uen", "wə0n"),
            Map.entry("uang", "wa0ŋ"),
            Map.entry("ueng", "wə0ŋ"),
            Map.entry("uo", "wo0"),
            Map.entry("o", "wo0"),
            Map.entry("ü", "y0"),
            Map.entry("üe", "ɥe0"),
            Map.entry("üan", "ɥɛ0n"),
            Map.entry("ün", "y0n"));

    /** Syllables that are no initial and final. */
    private static final Map<String, String> WHOLE = Map.of(
            "er", "ɚ0", "r", "ɚ0", "o", "ɔ0", "ê", "ɛ0", "hm", "hm0", "hng", "hŋ0", "m", "m0", "n", "n0", "ng", "ŋ0");

    /** Spellings without an initial, and short ones, in full. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("yi", "i"),
            Map.entry("yin", "in"),
            Map.entry("ying", "ing"),
            Map.entry("you", "iou"),
            Map.entry("yu", "ü"),
            Map.entry("yue", "üe"),
            Map.entry("yuan", "üan"),
            Map.entry("yun", "ün"),
            Map.entry("wu", "u"),
            Map.entry("wei", "uei"),
            Map.entry("wen", "uen"),
            Map.entry("weng", "ueng"));

    private Phonemes() {}

    /** @throws AudioException if it is no syllable of Chinese */
    static String of(Syllable syllable) {
        String pattern = WHOLE.get(syllable.letters());
        if (pattern == null) {
            pattern = pattern(syllable.letters());
        }
        return pattern.replace(TONE, TONES[syllable.tone() - 1]);
    }

    private static String pattern(String letters) {
        int length = initialLength(letters);
        String initial = letters.substring(0, length);
        String written = letters.substring(length);
        if (written.equals("i") && !initial.isEmpty() && "zh ch sh r z c s".contains(initial)) {
            return INITIALS.get(initial) + "ɨ0";
        }
        String pattern = FINALS.get(inFull(initial, written));
        if (pattern == null) {
            throw new AudioException("'" + letters + "' is no syllable of pinyin");
        }
        return INITIALS.getOrDefault(initial, "") + pattern;
    }

    private static int initialLength(String letters) {
        if (letters.length() > 1 && INITIALS.containsKey(letters.substring(0, 2))) {
            return 2;
        }
        return INITIALS.containsKey(letters.substring(0, 1)) ? 1 : 0;
    }

    private static String inFull(String initial, String written) {
        if (initial.isEmpty()) {
            String spelling = SPELLINGS.get(written);
            if (spelling != null) {
                return spelling;
            }
            return switch (written.charAt(0)) {
                case 'y' -> "i" + written.substring(1);
                case 'w' -> "u" + written.substring(1);
                default -> written;
            };
        }
        if ("jqx".contains(initial) && written.startsWith("u")) {
            return "ü" + written.substring(1);
        }
        return switch (written) {
            case "iu" -> "iou";
            case "ui" -> "uei";
            case "un" -> "uen";
            case "ue" -> "üe";
            default -> written;
        };
    }
}
