package org.liaoyuan.server.assistant.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an answer (Markdown) into sentences. Code, and links with their addresses, are left alone. */
final class Sentences {

    /**
     * A part of the answer, from {@code start} to {@code end}.
     *
     * @param stop where its own punctuation begins, before which a citation stands
     */
    record Sentence(int start, int stop, int end) {}

    /** Code binds tighter than the brackets of a link (CommonMark 0.31, 6.1). */
    private static final Pattern CODE = Pattern.compile(
            "(?ms)^ {0,3}(```+|~~~+).*?(?:^ {0,3}\\1[`~]*\\s*$|\\z)|`[^`\\n]+`|!?\\[(?:`[^`\\n]+`|[^\\]`\\n])*+\\]\\([^)\\n]*\\)");

    /** Closing quotes and citations after a full stop still belong to the sentence. */
    private static final Pattern END =
            Pattern.compile("(?:[。！？!?…；;]+|\\.(?=\\s|$|[\\[【［]))[”’」』）)\"']*(?:[ \\t]*" + Citations.GROUP + ")*|\\n+");

    private Sentences() {}

    static List<Sentence> of(String text) {
        List<Sentence> sentences = new ArrayList<>();
        int at = 0;
        boolean[] code = code(text);
        Matcher end = END.matcher(text);
        while (end.find()) {
            if (!code[end.start()]) {
                add(sentences, text, at, end.start(), end.end());
                at = end.end();
            }
        }
        add(sentences, text, at, text.length(), text.length());
        return sentences;
    }

    /** Which characters are of code or links. */
    static boolean[] code(String text) {
        boolean[] code = new boolean[text.length() + 1];
        CODE.matcher(text).results().forEach(match -> java.util.Arrays.fill(code, match.start(), match.end(), true));
        return code;
    }

    private static void add(List<Sentence> sentences, String text, int from, int stop, int to) {
        int start = from;
        while (start < stop
                && (Character.isWhitespace(text.charAt(start)) || "#>*-+".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        int end = to;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int before = Math.min(stop, end);
        while (before > start && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        if (before > start) {
            sentences.add(new Sentence(start, before, end));
        }
    }
}
