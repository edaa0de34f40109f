package org.liaoyuan.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a rule for each goal that a value somewhere has to reach. */
final class ValueWriter {

    private static final int MOST_GOALS = 5_000;

    private final Lowering lowering;
    private final Rules rules;
    private final Work work;
    private final Map<Goal, String> names = new HashMap<>();
    private final ArrayDeque<Goal> todo = new ArrayDeque<>();
    private final StringWriter strings;

    ValueWriter(Lowering lowering, Rules rules, Work work) {
        this.lowering = lowering;
        this.rules = rules;
        this.work = work;
        strings = new StringWriter(rules);
    }

    /** All rules, from the goal of the whole document on. */
    void writeAll(Goal root) {
        names.put(root, Rules.ROOT);
        todo.add(root);
        while (!todo.isEmpty()) {
            Goal goal = todo.remove();
            String place = place(goal);
            try {
                work.spend(100);
                rules.put(names.getOrDefault(goal, Rules.ROOT), value(goal, hint(goal)));
            } catch (Refusal e) {
                throw e.at(place);
            }
        }
    }

    Expr rule(Goal goal) {
        if (goal.literals().isEmpty()) {
            return Json.VALUE;
        }
        if (goal.isPlainlyImpossible()) {
            return Expr.NEVER;
        }
        if (names.size() > MOST_GOALS) {
            throw new Refusal("its parts combine into more than " + MOST_GOALS + " different kinds of values");
        }
        return new Expr.Ref(names.computeIfAbsent(goal, g -> {
            todo.add(g);
            return rules.fresh(hint(g));
        }));
    }

    private static String place(Goal goal) {
        return goal.literals().isEmpty()
                ? "#"
                : goal.literals().iterator().next().schema().pointer();
    }

    /** The last word of the place. */
    private static String hint(Goal goal) {
        String[] steps = place(goal).split("/");
        String last = steps[steps.length - 1];
        boolean number = last.chars().allMatch(Character::isDigit);
        return number && steps.length > 1 ? steps[steps.length - 2] + "-" + last : last;
    }

    private Expr value(Goal goal, String hint) {
        Shapes shapes = lowering.lower(goal, Bound.UNDER);
        if (shapes.withNulls(true).equals(Shapes.ANY) && shapes.nulls()) {
            return Json.VALUE;
        }
        List<Expr> options = new ArrayList<>();
        List<Refusal> left = new ArrayList<>();
        for (ObjectShape object : shapes.objects()) {
            add(options, left, () -> object(object, hint));
        }
        for (ArrayShape array : shapes.arrays()) {
            add(options, left, () -> array(array, hint));
        }
        for (StringShape string : shapes.strings()) {
            add(options, left, () -> strings.write(string, hint));
        }
        add(options, left, () -> number(shapes.numbers(), hint));
        if (shapes.truth()) {
            options.add(Expr.text("true"));
        }
        if (shapes.falsehood()) {
            options.add(Expr.text("false"));
        }
        if (shapes.nulls()) {
            options.add(Expr.text("null"));
        }
        List<Expr> possible =
                options.stream().filter(o -> !o.equals(Expr.NEVER)).toList();
        if (!left.isEmpty() && (shapes.named() || possible.isEmpty())) {
            throw left.getFirst();
        }
        return Expr.choice(possible);
    }

    private interface Part {
        Expr write();
    }

    /** What nobody asked for by name is left out when it can't be written. */
    private static void add(List<Expr> options, List<Refusal> left, Part part) {
        try {
            options.add(part.write());
        } catch (Refusal e) {
            left.add(e);
        }
    }

    private Expr object(ObjectShape object, String hint) {
        return object.forgetful(List.of()).equals(ObjectShape.ANY)
                ? Json.OBJECT
                : new ObjectWriter(rules, this).write(object, hint);
    }

    private Expr array(ArrayShape array, String hint) {
        return array.forgetful().equals(ArrayShape.ANY) ? Json.ARRAY : new ArrayWriter(rules, this).write(array, hint);
    }

    private Expr number(Automaton numbers, String hint) {
        if (numbers.isEmpty()) {
            return Expr.NEVER;
        }
        if (numbers == Decimals.ANY) {
            return Json.NUMBER;
        }
        if (numbers == Decimals.WHOLE) {
            return new Expr.Ref("integer");
        }
        return new TextWriter(rules, false).write(Decimals.bounded(numbers), hint);
    }

    /** The keys that the goal allows. */
    Automaton keys(Goal goal) {
        if (goal.literals().isEmpty()) {
            return Automaton.ANY;
        }
        Automaton keys = Automaton.NONE;
        for (StringShape shape : lowering.lower(goal, Bound.UNDER).strings()) {
            keys = keys.or(StringWriter.counted(shape));
        }
        return keys;
    }

    boolean exclude(Goal a, Goal b) {
        return lowering.certainlyEmpty(a.and(b));
    }

    /** The goal of a single schema turned round. */
    Goal negated(Goal goal) {
        if (goal.literals().isEmpty()) {
            return Goal.NOTHING;
        }
        Goal.Literal only = goal.literals().iterator().next();
        return Goal.of(only.schema(), !only.holds());
    }

    /** Every value, one spelling each, when there are at most so many; null when there may be more. */
    @Nullable
    List<Expr> finite(Goal goal, int most) {
        Shapes shapes = lowering.lower(goal, Bound.UNDER);
        if (!shapes.arrays().isEmpty()
                || !shapes.objects().isEmpty()
                || shapes.strings().size() > 1) {
            return null;
        }
        List<Expr> values = new ArrayList<>();
        for (StringShape shape : shapes.strings()) {
            List<String> texts = StringWriter.counted(shape).texts(most);
            if (texts == null) {
                return null;
            }
            texts.forEach(text -> values.add(Expr.text(ObjectWriter.quote(text))));
        }
        List<String> numbers = shapes.numbers().texts(most);
        if (numbers == null) {
            return null;
        }
        numbers.forEach(number -> values.add(Expr.text(number)));
        if (shapes.truth()) {
            values.add(Expr.text("true"));
        }
        if (shapes.falsehood()) {
            values.add(Expr.text("false"));
        }
        if (shapes.nulls()) {
            values.add(Expr.text("null"));
        }
        return values.size() <= most ? values : null;
    }
}
