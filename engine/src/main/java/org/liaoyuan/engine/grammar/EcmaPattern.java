package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads regular expressions of ECMA-262 (with the {@code u} flag) as far as they are regular: no back references, no word
 * boundaries, look-ahead only at the start of an anchored pattern.
 */
final class EcmaPattern {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 50;
    private static final int MOST_REPEATS = 4_000;
    private static final CodePoints NOT_DOT = CodePoints.anyOf("\n\r\u2028\u2029");

    private final PatternInput in;
    private int depth;

    private EcmaPattern(PatternInput in) {
        this.in = in;
    }

    /** The texts in which the pattern is found. */
    static Automaton compile(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new Refusal("the pattern has " + pattern.length() + " characters; at most " + LONGEST + " are taken");
        }
        EcmaPattern parser = new EcmaPattern(new PatternInput(pattern));
        return parser.top();
    }

    /** The tree of a pattern of our own. */
    static Regex parse(String pattern) {
        return new EcmaPattern(new PatternInput(pattern)).choice();
    }

    private Automaton top() {
        Automaton allowed = Automaton.ANY;
        boolean looked = false;
        int start = in.position();
        if (in.take("^")) {
            while (in.startsWith("(?=") || in.startsWith("(?!")) {
                boolean wanted = in.startsWith("(?=");
                in.take(wanted ? "(?=" : "(?!");
                Automaton ahead = Subsets.search(anchored(group()));
                allowed = wanted ? allowed.and(ahead) : allowed.minus(ahead);
                looked = true;
            }
        }
        if (!looked) {
            in.reset(start);
        }
        Regex rest = choice();
        if (!in.atEnd()) {
            throw in.refuse("there is an unmatched )");
        }
        if (looked && rest instanceof Regex.Choice) {
            throw in.refuse("look-ahead beside alternatives is not supported; put the alternatives into a group");
        }
        return allowed.and(Subsets.search(looked ? anchored(rest) : rest));
    }

    private static Regex anchored(Regex regex) {
        return new Regex.Sequence(List.of(new Regex.Edge(true), regex));
    }

    private Regex choice() {
        List<Regex> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (in.take("|"));
        return options.size() == 1 ? options.getFirst() : new Regex.Choice(options);
    }

    private Regex sequence() {
        List<Regex> parts = new ArrayList<>();
        while (!in.atEnd() && !in.startsWith("|") && !in.startsWith(")")) {
            Regex part = quantified(atom());
            if (!(part instanceof Regex.Edge)
                    || parts.isEmpty()
                    || !parts.getLast().equals(part)) {
                parts.add(part);
            }
        }
        return new Regex.Sequence(parts);
    }

    private Regex atom() {
        if (in.take("^")) {
            return new Regex.Edge(true);
        }
        if (in.take("$")) {
            return new Regex.Edge(false);
        }
        if (in.take("(")) {
            openGroup();
            return group();
        }
        if (in.take(".")) {
            return new Regex.Chars(NOT_DOT.inverse());
        }
        if (in.take("[")) {
            return new Regex.Chars(new PatternClass(in).read());
        }
        if (in.startsWith("\\")) {
            return new Regex.Chars(new PatternEscape(in).outsideClass());
        }
        if (in.startsWith("*")
                || in.startsWith("+")
                || in.startsWith("?")
                || (in.startsWith("{") && in.quantifierAhead())) {
            throw in.refuse("there is nothing to repeat");
        }
        return new Regex.Chars(CodePoints.of(in.next()));
    }

    private void openGroup() {
        if (!in.take("?") || in.take(":")) {
            return;
        }
        if (in.startsWith("<=") || in.startsWith("<!") || in.startsWith("=") || in.startsWith("!")) {
            throw in.refuse("look-around is only supported as look-ahead right after a leading ^");
        }
        if (!in.take("<")) {
            throw in.refuse("groups with flags are not supported");
        }
        while (!in.take(">")) {
            in.next();
        }
    }

    private Regex group() {
        if (++depth > DEEPEST) {
            throw in.refuse("groups are nested more than " + DEEPEST + " deep");
        }
        Regex inner = choice();
        if (!in.take(")")) {
            throw in.refuse("a group is not closed");
        }
        depth--;
        return inner;
    }

    private Regex quantified(Regex atom) {
        int least;
        int most;
        if (in.take("*")) {
            least = 0;
            most = Regex.UNBOUNDED;
        } else if (in.take("+")) {
            least = 1;
            most = Regex.UNBOUNDED;
        } else if (in.take("?")) {
            least = 0;
            most = 1;
        } else if (in.startsWith("{") && in.quantifierAhead()) {
            in.take("{");
            least = in.number(MOST_REPEATS);
            most = !in.take(",") ? least : in.startsWith("}") ? Regex.UNBOUNDED : in.number(MOST_REPEATS);
            in.take("}");
        } else {
            return atom;
        }
        // a lazy quantifier finds the same texts
        in.take("?");
        if (atom instanceof Regex.Edge) {
            throw in.refuse("an anchor can't be repeated");
        }
        if (most != Regex.UNBOUNDED && least > most) {
            throw in.refuse("the numbers in {" + least + "," + most + "} are out of order");
        }
        if (in.startsWith("*") || in.startsWith("+") || in.startsWith("?")) {
            throw in.refuse("there is nothing to repeat");
        }
        return new Regex.Repeat(atom, least, most);
    }
}
