package org.liaoyuan.sound.synthesis.english;

/** How much weight a word gets in its sentence, as misaki grades it. */
enum Stress {
    /** As the dictionary says. */
    AS_IS,
    /** No stress at all. */
    NONE,
    /** Primary becomes secondary where there is one; nothing is added. */
    WEAKER,
    /** Primary becomes secondary where there is one, else the first vowel gets secondary stress. */
    SECONDARY,
    /** A word without stress gets secondary stress: capitalised words. */
    LIGHT,
    /** Primary stress at any price: words in capitals. */
    STRONG;

    String apply(String phonemes) {
        return switch (this) {
            case AS_IS -> phonemes;
            case NONE -> phonemes.replace("ˈ", "").replace("ˌ", "");
            case WEAKER -> Sounds.hasPrimary(phonemes) ? weaker(phonemes) : phonemes;
            case SECONDARY -> Sounds.hasPrimary(phonemes) ? weaker(phonemes) : added(phonemes, Sounds.SECONDARY);
            case LIGHT -> added(phonemes, Sounds.SECONDARY);
            case STRONG ->
                Sounds.hasPrimary(phonemes)
                        ? phonemes
                        : Sounds.isStressed(phonemes) ? phonemes.replace('ˌ', 'ˈ') : added(phonemes, Sounds.PRIMARY);
        };
    }

    private static String weaker(String phonemes) {
        return phonemes.replace("ˌ", "").replace('ˈ', 'ˌ');
    }

    /** The mark before the first vowel, if there is no mark yet. */
    private static String added(String phonemes, char mark) {
        if (Sounds.isStressed(phonemes)) {
            return phonemes;
        }
        for (int i = 0; i < phonemes.length(); i++) {
            if (Sounds.isVowel(phonemes.charAt(i))) {
                return phonemes.substring(0, i) + mark + phonemes.substring(i);
            }
        }
        return phonemes;
    }
}
