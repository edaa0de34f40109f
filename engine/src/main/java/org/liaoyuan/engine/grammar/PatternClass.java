package org.liaoyuan.engine.grammar;

/** Reads a character class, after its opening bracket. */
final class PatternClass {

    private final PatternInput in;

    PatternClass(PatternInput in) {
        this.in = in;
    }

    CodePoints read() {
        boolean inverse = in.take("^");
        CodePoints set = CodePoints.NONE;
        while (!in.take("]")) {
            CodePoints first = member();
            if (in.startsWith("-") && !in.startsWith("-]")) {
                in.take("-");
                CodePoints last = member();
                set = set.or(range(first, last));
            } else {
                set = set.or(first);
            }
        }
        CodePoints characters = set.and(CodePoints.ALL);
        return inverse ? characters.inverse() : characters;
    }

    private CodePoints range(CodePoints first, CodePoints last) {
        if (!first.isSingle() || !last.isSingle()) {
            throw in.refuse("a range needs single characters at both ends");
        }
        if (first.low(0) > last.low(0)) {
            throw in.refuse("a range is out of order");
        }
        return CodePoints.range(first.low(0), last.low(0));
    }

    private CodePoints member() {
        return in.startsWith("\\") ? new PatternEscape(in).insideClass() : CodePoints.of(in.next());
    }
}
