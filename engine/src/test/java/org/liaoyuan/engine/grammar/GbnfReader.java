package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parser of GBNF: one rule a line, literals, positive classes, groups, repetitions. */
final class GbnfReader {

    private final String text;
    private int at;

    GbnfReader(String text) {
        this.text = text;
    }

    Map<String, GbnfSampler.Node> read() {
        Map<String, GbnfSampler.Node> rules = new LinkedHashMap<>();
        while (at < text.length()) {
            String name = name();
            expect(" ::= ");
            if (rules.put(name, alternatives()) != null) {
                throw new IllegalStateException("two rules named " + name);
            }
            expect("\n");
        }
        rules.values().forEach(node -> check(node, rules));
        return rules;
    }

    private static void check(GbnfSampler.Node node, Map<String, GbnfSampler.Node> rules) {
        switch (node) {
            case GbnfSampler.Node.Rule(String name)
            when !rules.containsKey(name) -> throw new IllegalStateException("no rule " + name);
            case GbnfSampler.Node.Sequence(List<GbnfSampler.Node> parts) -> parts.forEach(p -> check(p, rules));
            case GbnfSampler.Node.Alternatives(List<GbnfSampler.Node> options) -> options.forEach(o -> check(o, rules));
            case GbnfSampler.Node.Repeated(GbnfSampler.Node part, int least, int most) -> {
                if (least > 2000 || most > 2000) {
                    throw new IllegalStateException("llama.cpp does not repeat " + least + " to " + most + " times");
                }
                check(part, rules);
            }
            default -> {}
        }
    }

    private GbnfSampler.Node alternatives() {
        List<GbnfSampler.Node> options = new ArrayList<>(List.of(sequence()));
        while (take(" | ")) {
            options.add(sequence());
        }
        return options.size() == 1 ? options.getFirst() : new GbnfSampler.Node.Alternatives(options);
    }

    private GbnfSampler.Node sequence() {
        List<GbnfSampler.Node> parts = new ArrayList<>(List.of(repeated()));
        while (at < text.length() && text.startsWith(" ", at) && !text.startsWith(" |", at)) {
            at++;
            parts.add(repeated());
        }
        return parts.size() == 1 ? parts.getFirst() : new GbnfSampler.Node.Sequence(parts);
    }

    private GbnfSampler.Node repeated() {
        GbnfSampler.Node node = symbol();
        if (take("*")) {
            return new GbnfSampler.Node.Repeated(node, 0, -1);
        }
        if (take("+")) {
            return new GbnfSampler.Node.Repeated(node, 1, -1);
        }
        if (take("?")) {
            return new GbnfSampler.Node.Repeated(node, 0, 1);
        }
        if (take("{")) {
            int least = number();
            int most = !take(",") ? least : text.charAt(at) == '}' ? -1 : number();
            expect("}");
            return new GbnfSampler.Node.Repeated(node, least, most);
        }
        return node;
    }

    private GbnfSampler.Node symbol() {
        if (take("\"")) {
            StringBuilder literal = new StringBuilder();
            while (!take("\"")) {
                literal.appendCodePoint(character());
            }
            return new GbnfSampler.Node.Literal(literal.toString());
        }
        if (take("[")) {
            return range();
        }
        if (take("(")) {
            GbnfSampler.Node inner = alternatives();
            expect(")");
            return inner;
        }
        return new GbnfSampler.Node.Rule(name());
    }

    private GbnfSampler.Node range() {
        if (text.startsWith("^", at)) {
            throw new IllegalStateException("a negated class at " + at);
        }
        List<int[]> ranges = new ArrayList<>();
        while (!take("]")) {
            int low = character();
            int high = take("-") ? character() : low;
            ranges.add(new int[] {low, high});
        }
        return new GbnfSampler.Node.Range(ranges);
    }

    private int character() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\') {
            return c;
        }
        char kind = text.charAt(at++);
        return switch (kind) {
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '"', '[', ']', '-' -> kind;
            default -> throw new IllegalStateException("unknown escape \\" + kind + " at " + at);
        };
    }

    private int hex(int digits) {
        at += digits;
        return Integer.parseInt(text, at - digits, at, 16);
    }

    private int number() {
        int start = at;
        while (Character.isDigit(text.charAt(at))) {
            at++;
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        if (start == at) {
            throw new IllegalStateException(
                    "a name is missing at " + at + ": " + text.substring(at, Math.min(text.length(), at + 40)));
        }
        return text.substring(start, at);
    }

    private boolean take(String token) {
        boolean there = text.startsWith(token, at);
        at += there ? token.length() : 0;
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalStateException(
                    "expected '" + token + "' at " + at + ": " + text.substring(at, Math.min(text.length(), at + 40)));
        }
    }
}
