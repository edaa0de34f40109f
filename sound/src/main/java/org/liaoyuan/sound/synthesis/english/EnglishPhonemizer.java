package org.liaoyuan.sound.synthesis.english;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * English text as the phonemes of Kokoro v1.0: words apart by spaces, punctuation as it is.
 *
 * <p>Numbers are words already. Loading takes about half a second and 40 MB; then it is used from any thread.
 */
public final class EnglishPhonemizer {

    /** A word with what stands in it, a sign of punctuation, or space. */
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{L}\\p{N}]{1,3}(?:\\.\\p{L}{1,2})+\\.?|[\\p{L}\\p{N}'\\u2019]+(?:[-_/][\\p{L}\\p{N}'\\u2019]+)*|\\s+|.",
            Pattern.DOTALL);

    private static final String PUNCTUATION = ";:,.!?—…\"“”()";

    private final Pronouncer pronouncer;
    private final Unknown unknown;

    EnglishPhonemizer(Lexicon lexicon, LetterToSound letters) {
        pronouncer = new Pronouncer(lexicon);
        unknown = new Unknown(lexicon, pronouncer, letters);
    }

    /** @param wheel {@code misaki-0.9.4-py3-none-any.whl}, of which the dictionaries are read */
    public static EnglishPhonemizer load(Path wheel) {
        return new EnglishPhonemizer(Lexicon.load(wheel), LetterToSound.load());
    }

    /** The phonemes of a text. */
    public String phonemes(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.replace('\u2019', '\'').replace('\u2018', '\''));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<String> words = new ArrayList<>();
        int[] places = new int[tokens.size()];
        for (int i = 0; i < tokens.size(); i++) {
            places[i] = words.size();
            if (isWord(tokens.get(i))) {
                words.add(tokens.get(i));
            }
        }
        return said(tokens, words, places);
    }

    /** From right to left: what follows a word changes it. */
    private String said(List<String> tokens, List<String> words, int[] places) {
        List<String> said = new ArrayList<>();
        Next next = Next.END;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            String token = tokens.get(i);
            String phonemes;
            if (isWord(token)) {
                phonemes = word(token, words, places[i], next);
                next = token.equalsIgnoreCase("to") ? Next.TO : Next.before(phonemes, next);
            } else {
                phonemes = token.isBlank()
                        ? " "
                        : token.equals("-") || token.equals("–") ? "—" : PUNCTUATION.contains(token) ? token : "";
                next = Next.before(phonemes, next);
            }
            said.add(phonemes);
        }
        Collections.reverse(said);
        // Kokoro v1.0 writes the tap and the glottal stop so
        return String.join("", said).replace('ɾ', 'T').replace('ʔ', 't').strip().replaceAll(" {2,}", " ");
    }

    private String word(String written, List<String> words, int at, Next next) {
        String irregular = Tagger.irregular(words, at);
        if (irregular != null) {
            return irregular;
        }
        Tag tag = Tagger.tag(words, at);
        String whole = pronouncer.pronounce(written, tag, next);
        if (whole != null) {
            return whole;
        }
        List<String> parts = Subwords.of(written);
        if (parts.size() < 2) {
            return unknown.phonemes(written);
        }
        List<String> said = new ArrayList<>();
        Next after = next;
        for (String part : parts.reversed()) {
            String phonemes = part(part, tag, after);
            said.add(phonemes);
            after = Next.before(phonemes, after);
        }
        Collections.reverse(said);
        return joined(written, parts, said);
    }

    private String part(String part, Tag tag, Next next) {
        Tag kind = Pronouncer.isUpper(part) && part.length() > 1 ? Tag.NAME : tag == Tag.NAME ? Tag.OTHER : tag;
        String phonemes = pronouncer.pronounce(part, kind, next);
        return phonemes == null ? unknown.phonemes(part) : phonemes;
    }

    /** Parts of one word share its stress: the lighter half loses the primary one. */
    private static String joined(String written, List<String> parts, List<String> said) {
        if (written.indexOf('/') >= 0) {
            return String.join(" ", said);
        }
        List<Integer> order = new ArrayList<>();
        int stressed = 0;
        for (int i = 0; i < said.size(); i++) {
            if (!said.get(i).isEmpty()) {
                order.add(i);
                stressed += Sounds.hasPrimary(said.get(i)) ? 1 : 0;
            }
        }
        if (order.size() == 2 && parts.get(order.getFirst()).length() == 1) {
            int last = order.getLast();
            said.set(last, Stress.WEAKER.apply(said.get(last)));
        } else if (order.size() > 1 && stressed > (order.size() + 1) / 2) {
            order.sort((a, b) -> lighter(said.get(a), said.get(b), a, b));
            for (int part : order.subList(0, order.size() / 2)) {
                said.set(part, Stress.WEAKER.apply(said.get(part)));
            }
        }
        return String.join("", said);
    }

    private static int lighter(String a, String b, int placeA, int placeB) {
        int primary = Boolean.compare(Sounds.hasPrimary(a), Sounds.hasPrimary(b));
        int weight = Integer.compare(Sounds.weight(a), Sounds.weight(b));
        return primary != 0 ? primary : weight != 0 ? weight : Integer.compare(placeA, placeB);
    }

    /** The phonemes of a word by itself, or null if it is not known: what is compared with misaki. */
    @Nullable
    String known(String word) {
        String phonemes = pronouncer.pronounce(word, Tag.OTHER, Next.END);
        return phonemes == null ? null : phonemes.replace('ɾ', 'T').replace('ʔ', 't');
    }

    private static boolean isWord(String token) {
        return token.chars().anyMatch(Character::isLetterOrDigit);
    }
}
