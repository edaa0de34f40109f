package org.liaoyuan.server.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text, while it is being written, where a speaker takes breath: the first clause early, so that speech begins soon, later
 * ones at the ends of sentences. Each character comes out once, in its order.
 */
final class ClauseCutter {

    private static final String SENTENCE = "。！？!?\n；;…";
    private static final String PAUSE = "，,、：:";

    /** A first clause is spoken from so many letters on, a later one from so many at a pause inside of a sentence. */
    private static final int FIRST = 4;

    private static final int LATER = 40;
    private static final int LONGEST = 160;

    private final StringBuilder open = new StringBuilder();
    private boolean begun;

    /** @return the clauses that are whole now */
    List<String> add(String text) {
        List<String> clauses = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (endsBefore(next)) {
                cut(clauses);
            }
            open.append(next);
        }
        return clauses;
    }

    /** A sign ends a clause once it is known what follows: 3.5 and 1,000 are one word. */
    private boolean endsBefore(char next) {
        if (open.isEmpty()) {
            return false;
        }
        char last = open.charAt(open.length() - 1);
        if (open.length() >= LONGEST && (!Character.isLetterOrDigit(next) || next >= 0x2E80 || open.length() >= 2 * LONGEST)) {
            return !Character.isLowSurrogate(next);
        }
        boolean latin = last < 0x80 && last != '\n';
        if (!isSign(last) || isSign(next) && next != '\n' || isClosing(next) || latin && !Character.isWhitespace(next)) {
            return false;
        }
        boolean sentence = SENTENCE.indexOf(last) >= 0 || last == '.';
        int letters = letters();
        return letters >= (sentence ? begun ? LATER / 4 : 1 : begun ? LATER : FIRST);
    }

    private static boolean isSign(char c) {
        return SENTENCE.indexOf(c) >= 0 || PAUSE.indexOf(c) >= 0 || c == '.';
    }

    private static boolean isClosing(char c) {
        return "”’』」）)\"'".indexOf(c) >= 0;
    }

    private int letters() {
        int letters = 0;
        for (int i = 0; i < open.length(); i++) {
            char c = open.charAt(i);
            letters += Character.isLetterOrDigit(c) ? c >= 0x2E80 ? 2 : 1 : 0;
        }
        return letters;
    }

    private void cut(List<String> clauses) {
        clauses.add(open.toString());
        open.setLength(0);
        begun = true;
    }

    /** The text is over. @return what is left; may be empty */
    String rest() {
        String rest = open.toString();
        open.setLength(0);
        return rest;
    }

    /** Whether there is something in it to be spoken. */
    static boolean isSpeakable(String clause) {
        return clause.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
