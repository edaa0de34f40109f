package org.liaoyuan.engine.grammar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes objects: the named keys in their order, then the others. */
final class ObjectWriter {

    private static final Expr COMMA = Expr.seq(Expr.text(","), Json.SPACE);
    private static final int MOST_STATES = 5_000;

    private final Rules rules;
    private final ValueWriter values;
    private final Repetition repetition;

    ObjectWriter(Rules rules, ValueWriter values) {
        this.rules = rules;
        this.values = values;
        repetition = new Repetition(rules);
    }

    Expr write(ObjectShape shape, String hint) {
        Automaton allowedKeys = values.keys(shape.keys());
        Set<String> names = new LinkedHashSet<>(shape.names());
        names.addAll(shape.required());
        if (shape.isEmpty() || !allAccepted(shape.required(), allowedKeys)) {
            return Expr.NEVER;
        }
        List<String> written = names.stream()
                .filter(name -> allowedKeys.accepts(name) && !shape.value(name).isPlainlyImpossible())
                .toList();
        Expr other = new OtherKeys(rules, values).write(shape, names, written, allowedKeys, hint);
        if (other.equals(Expr.NEVER) && shape.least() > written.size()) {
            throw new Refusal("minProperties of " + shape.least() + " needs as many keys that are known by name");
        }
        Expr members = new Members(shape, written, other, hint).write();
        return Expr.seq(Expr.text("{"), Json.SPACE, members, Expr.text("}"));
    }

    private static boolean allAccepted(Set<String> names, Automaton keys) {
        return names.stream().allMatch(keys::accepts);
    }

    /** The members of one object, from the last to the first, by how many came before where that matters. */
    private final class Members {

        private final ObjectShape shape;
        private final List<String> names;
        private final Expr other;
        private final String hint;
        /** Members have to be counted, for the least or for the most of them. */
        private final boolean few;

        private final boolean many;
        private final int counts;

        Members(ObjectShape shape, List<String> names, Expr other, String hint) {
            this.shape = shape;
            this.names = names;
            this.other = other.equals(Expr.NEVER) ? other : rules.named(hint + "-other", other);
            this.hint = hint;
            few = shape.least() > shape.required().size();
            many = shape.most() < names.size() || (shape.most() != Integer.MAX_VALUE && !other.equals(Expr.NEVER));
            int needed = many ? Math.min(shape.most(), names.size()) : few ? shape.least() : 0;
            counts = Math.min(needed, names.size()) + 1;
            if ((long) counts * names.size() > MOST_STATES) {
                throw new Refusal("minProperties or maxProperties beside so many properties is not supported");
            }
        }

        /** Row by row: what may follow when the names from i on are still to come and c members have been written. */
        Expr write() {
            Expr[] begun = new Expr[counts];
            Expr[] after = new Expr[counts];
            for (int c = 0; c < counts; c++) {
                begun[c] = others(c);
                after[c] = after(begun[c], names.size(), c);
            }
            for (int i = names.size() - 1; i >= 0; i--) {
                Expr[] earlier = new Expr[counts];
                Expr[] earlierAfter = new Expr[counts];
                for (int c = 0; c < counts; c++) {
                    earlier[c] = member(i, c, begun, after);
                    earlierAfter[c] = after(earlier[c], i, c);
                }
                begun = earlier;
                after = earlierAfter;
            }
            return mayEnd(0, 0) ? Expr.optional(begun[0]) : begun[0];
        }

        /** At least one member whose name is name i or a later one, or none of the names. */
        private Expr member(int i, int count, Expr[] later, Expr[] after) {
            String name = names.get(i);
            int next = Math.min(count + 1, counts - 1);
            boolean full = many && count >= shape.most();
            Expr written = full
                    ? Expr.NEVER
                    : Expr.seq(
                            Expr.text(quote(name)),
                            Json.colon(),
                            values.rule(shape.value(name)),
                            Json.SPACE,
                            after[next]);
            if (shape.required().contains(name)) {
                return written;
            }
            Expr both = later[count].equals(Expr.NEVER) ? written : Expr.choice(written, later[count]);
            return both instanceof Expr.Choice ? rules.named(hint + "-from-" + name, both) : both;
        }

        private Expr after(Expr more, int from, int count) {
            Expr next = Expr.seq(COMMA, more);
            if (!mayEnd(from, count)) {
                return next;
            }
            return more.equals(Expr.NEVER) ? Expr.EMPTY : rules.named(hint + "-more", Expr.optional(next));
        }

        private boolean mayEnd(int from, int count) {
            return (!few || count >= shape.least())
                    && names.subList(from, names.size()).stream().noneMatch(shape.required()::contains);
        }

        /** At least one member that is not known by name. Two of them may be the same key, so they count as one. */
        private Expr others(int count) {
            int most = shape.most() == Integer.MAX_VALUE ? shape.most() : shape.most() - count;
            if (other.equals(Expr.NEVER) || most < 1 || (few && count + 1 < shape.least())) {
                return Expr.NEVER;
            }
            int more = most == Integer.MAX_VALUE ? most : most - 1;
            Expr next = more == 0 ? Expr.NEVER : rules.named(hint + "-next", Expr.seq(COMMA, other));
            return Expr.seq(other, repetition.of(next, 0, more));
        }
    }

    /** The name as a JSON string. */
    static String quote(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.codePoints().forEach(c -> text.append(TextWriter.escape(c)));
        return text.append('"').toString();
    }
}
