package org.liaoyuan.sound.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into clauses while it is being written, so that the first can be spoken before the last is there.
 *
 * <p>A sentence ends a clause, and so does a comma once the clause is long enough; the first clause may be shorter. Points in numbers,
 * addresses and abbreviations do not, and a program in a fence stays in one piece. Together the clauses are the text. One object cuts
 * one text; it is not for several threads. A long beginning without punctuation is cut where people could draw {@code Breath}.
 */
public final class Clauses {

    /** In units of a Chinese character, about 0.2 s of speech; a Latin letter is a third of one. */
    private static final int FIRST = 2;

    /** About two seconds: what is made in the time that a person waits for without noticing. */
    private static final int FIRST_LONGEST = 9;

    private static final int SHORTEST = 8;
    private static final int LONGEST = 60;

    /** Characters of a program that are kept at most; what goes on is cut there. */
    private static final int MOST_OPEN = 8_000;

    private static final String STOPS = "。！？!?；;…";
    private static final String COMMAS = "，,、：:—";
    /** Behind which nothing changes the end of a clause but a closing quote, which is not spoken: the first one does not wait for it. */
    private static final String CERTAIN = "。；，、：";

    private static final Pattern DOTTED = Pattern.compile("\\p{L}{1,2}(?:\\.\\p{L}{1,2})+");
    private static final String FENCE = "```";

    private final boolean hurried;
    private final StringBuilder open = new StringBuilder();
    private boolean first;

    /** Up to where the end of an open fence was looked for. */
    private int searched;

    /** For a text that is being written. */
    public Clauses() {
        this(true);
    }

    private Clauses(boolean hurried) {
        this.hurried = hurried;
        first = hurried;
    }

    /** The clauses of a whole text. */
    public static List<String> of(String text) {
        return all(text, new Clauses());
    }

    /** The clauses of a text that nobody waits for: the first is not cut shorter than others. */
    static List<String> unhurried(String text) {
        return all(text, new Clauses(false));
    }

    private static List<String> all(String text, Clauses clauses) {
        List<String> all = new ArrayList<>(clauses.add(text));
        String rest = clauses.rest();
        if (!rest.isEmpty()) {
            all.add(rest);
        }
        return all;
    }

    /**
     * Takes what was written next.
     *
     * @return the clauses that are whole now, in order
     */
    public List<String> add(String piece) {
        open.append(piece);
        List<String> whole = new ArrayList<>();
        for (int end = end(); end > 0; end = end()) {
            String clause = open.substring(0, end);
            open.delete(0, end);
            searched = 0;
            whole.add(clause);
            first &= !isSpoken(clause);
        }
        return whole;
    }

    /** What is left at the end of the text; this begins anew then. */
    public String rest() {
        String rest = open.toString();
        open.setLength(0);
        searched = 0;
        first = hurried;
        return rest;
    }

    /** Where the first clause ends, or 0 if that is not seen yet. */
    private int end() {
        double length = 0;
        int space = 0;
        int breath = 0;
        int i = 0;
        while (i < open.length()) {
            if (isFence(i)) {
                int close = open.indexOf(FENCE, Math.max(i + FENCE.length(), searched - FENCE.length()));
                if (close < 0) {
                    searched = open.length();
                    return open.length() > MOST_OPEN ? surrogateSafe(MOST_OPEN) : 0;
                }
                i = close + FENCE.length();
                length = Math.max(length, 1);
                continue;
            }
            char c = open.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            if (first && length >= FIRST && length <= FIRST_LONGEST && Breath.isAt(open, i)) {
                breath = i;
            }
            length += !letter ? 0 : c >= '\u2E80' ? 1 : 1.0 / 3;
            i++;
            if (isEnd(c, i, length)) {
                return closed(i);
            }
            if (first && length > FIRST_LONGEST && letter && breath > 0) {
                return breath;
            }
            if (length > LONGEST) {
                return space > 0 ? space : surrogateSafe(i);
            }
            space = Character.isWhitespace(c) ? i : space;
        }
        return 0;
    }

    private boolean isFence(int at) {
        return at + FENCE.length() <= open.length()
                && open.substring(at, at + FENCE.length()).equals(FENCE);
    }

    private boolean isEnd(char c, int next, double length) {
        if (c == '\n') {
            return length > 0;
        }
        boolean more = next < open.length();
        char after = more ? open.charAt(next) : ' ';
        boolean certain = first && !more && CERTAIN.indexOf(c) >= 0;
        if (STOPS.indexOf(c) >= 0) {
            return length > 0 && (certain || more && STOPS.indexOf(after) < 0);
        }
        if (c == '.') {
            return length > 0 && more && Character.isWhitespace(after) && !isAbbreviation(next - 1);
        }
        boolean comma = COMMAS.indexOf(c) >= 0 && (certain || more && (c > '\u2000' || Character.isWhitespace(after)));
        return comma && length >= (first ? FIRST : SHORTEST);
    }

    /** Dr. and e.g., and the number of an item at the beginning of a line. */
    private boolean isAbbreviation(int point) {
        int begin = point;
        while (begin > 0 && !Character.isWhitespace(open.charAt(begin - 1))) {
            begin--;
        }
        String word = open.substring(begin, point);
        boolean item = begin == 0 && !word.isEmpty() && word.chars().allMatch(Character::isDigit);
        boolean letter = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        return item
                || letter
                || DOTTED.matcher(word).matches()
                || List.of("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "vs", "No", "etc", "approx")
                        .contains(word);
    }

    /** Closing quotes, brackets and space belong to the clause before. */
    private int closed(int end) {
        int closed = end;
        while (closed < open.length()
                && "”’\"'）)】》」』* ".indexOf(open.charAt(closed)) >= 0
                && open.charAt(closed - 1) != '\n') {
            closed++;
        }
        return closed;
    }

    private int surrogateSafe(int end) {
        return Character.isHighSurrogate(open.charAt(end - 1)) ? end - 1 : end;
    }

    private static boolean isSpoken(String clause) {
        return clause.chars().anyMatch(Character::isLetterOrDigit);
    }
}
