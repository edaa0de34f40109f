package org.liaoyuan.sound.synthesis;

import java.util.regex.Pattern;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.synthesis.text.Language;

/**
 * A voice.
 *
 * @param name as Kokoro names them: {@code zf_xiaoxiao} is Chinese (z) and female (f), {@code am_michael} American English and male,
 *     {@code bf_emma} British
 */
public record Voice(String name) {

    private static final Pattern NAME = Pattern.compile("[abz][fm]_[a-z]{1,32}");

    /** Chinese, female. */
    public static final Voice XIAOXIAO = new Voice("zf_xiaoxiao");
    /** Chinese, male. */
    public static final Voice YUNXI = new Voice("zm_yunxi");
    /** American English, female. */
    public static final Voice HEART = new Voice("af_heart");
    /** American English, male. */
    public static final Voice MICHAEL = new Voice("am_michael");

    public Voice {
        if (!isVoice(name)) {
            throw new AudioException(
                    "'" + name + "' is no voice of Chinese or English: give a name such as zf_xiaoxiao or af_heart");
        }
    }

    static boolean isVoice(String name) {
        return NAME.matcher(name).matches();
    }

    /** What it speaks as its own; it speaks words of the other too. */
    public Language language() {
        return name.startsWith("z") ? Language.CHINESE : Language.ENGLISH;
    }

    public boolean isFemale() {
        return name.charAt(1) == 'f';
    }
}
