package org.liaoyuan.sound.synthesis.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liaoyuan.sound.AudioException;

/**
 * Written text as it is spoken.
 *
 * <p>Numbers are read in the language of their sentence: 3 个 is 三个 in Chinese, 3 apples are three in English. What has no
 * sound (programs, pictures, signs of Markdown) goes.
 */
public final class SpokenText {

    /** More is not read at once: characters. */
    public static final int LONGEST = 10_000;

    /** A sentence, or a line. */
    private static final Pattern SENTENCE = Pattern.compile("[^。！？!?\\n]*(?:[.](?!\\s)[^。！？!?\\n]*)*[。！？!?\\n]*");

    /** What is no word, number or punctuation that the voice knows. */
    private static final Rule SIGNS = Rule.of("[*_~`|\\\\<>{}\\[\\]^#=+@/$¥￥€£%&§©®™•·○●■□◆★☆※]+", " ");

    /** What says nothing about the language around it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\S{1,64}@\\S{1,200}|https?://[!-~]{1,500}|(?:[\\w-]{1,63}\\.){1,4}[a-z]{2,6}[\\w/.-]{0,200}");

    private static final Rule SPACE = Rule.of("\\s+", " ");

    private SpokenText() {}

    /**
     * The runs of a text, in order.
     *
     * @param text plain or Markdown, up to {@link #LONGEST} characters
     * @param usual the language of what has no letters
     */
    public static List<Run> of(String text, Language usual) {
        List<Run> runs = new ArrayList<>();
        Language language = usual;
        for (String sentence : sentences(text)) {
            language = language(sentence, language);
            split(read(sentence, language), runs);
        }
        return runs;
    }

    /** The whole text in words: for the eye and for tests. */
    public static String words(String text, Language usual) {
        StringBuilder words = new StringBuilder();
        Language language = usual;
        for (String sentence : sentences(text)) {
            language = language(sentence, language);
            words.append(words.isEmpty() ? "" : " ").append(read(sentence, language));
        }
        return words.toString();
    }

    private static List<String> sentences(String text) {
        if (text.length() > LONGEST) {
            throw new AudioException("a text of " + text.length()
                    + " characters is too long to be read at once: give up to " + LONGEST + " and the rest later");
        }
        List<String> sentences = new ArrayList<>();
        Matcher matcher = SENTENCE.matcher(Markdown.plain(text));
        while (matcher.find()) {
            if (!matcher.group().isBlank()) {
                sentences.add(matcher.group().strip());
            }
        }
        return sentences;
    }

    /** A sentence without letters is in the language of the one before it. */
    private static Language language(String sentence, Language before) {
        String rest = ADDRESS.matcher(sentence).replaceAll(" ");
        return rest.chars().anyMatch(Character::isLetter) ? Language.of(rest) : before;
    }

    private static String read(String sentence, Language language) {
        String narrow = narrow(sentence);
        String read = language == Language.CHINESE ? ChineseRules.apply(narrow) : EnglishRules.apply(narrow);
        return SPACE.apply(SIGNS.apply(read)).strip().replaceAll(" (?=[,.;:!?])", "");
    }

    /** Letters and digits of full width as ASCII; punctuation stays. */
    private static String narrow(String sentence) {
        StringBuilder narrow = new StringBuilder(sentence.length());
        for (char c : sentence.toCharArray()) {
            boolean wide = c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ';
            narrow.append(wide ? (char) (c - 0xFEE0) : c == '\u3000' || c == '\u00A0' ? ' ' : c);
        }
        return narrow.toString();
    }

    /** Punctuation and space belong to the run before them. */
    private static void split(String sentence, List<Run> runs) {
        int begin = 0;
        Language language = null;
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            if (!Character.isLetter(c) && c != '〇') {
                continue;
            }
            Language of = Language.isHan(c) ? Language.CHINESE : Language.ENGLISH;
            if (language != null && of != language) {
                runs.add(new Run(language, sentence.substring(begin, i)));
                begin = i;
            }
            language = of;
        }
        if (language != null) {
            runs.add(new Run(language, sentence.substring(begin)));
        }
    }
}
