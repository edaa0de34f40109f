package org.liaoyuan.engine.grammar;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.BooleanNode;

/** What one value has to be: schemas that must hold and schemas that must fail, all at once. Without any, every value will do. */
record Goal(Set<Literal> literals) {

    static final Goal ANYTHING = new Goal(Set.of());

    static final Goal NOTHING =
            new Goal(Set.of(new Literal(new Schema("#", BooleanNode.FALSE, List.of(), false), true)));

    /** One schema that must hold, or fail. */
    record Literal(Schema schema, boolean holds) {
        Literal opposite() {
            return new Literal(schema, !holds);
        }
    }

    static Goal of(Schema schema, boolean holds) {
        if (!schema.constant() && isTrivial(schema, holds)) {
            return ANYTHING;
        }
        return new Goal(Set.of(new Literal(schema, holds)));
    }

    private static boolean isTrivial(Schema schema, boolean holds) {
        if (schema.node().isBoolean()) {
            return schema.node().booleanValue() == holds;
        }
        return schema.node().isObject() && schema.node().isEmpty() && holds;
    }

    static Goal all(Collection<Goal> goals) {
        Goal result = ANYTHING;
        for (Goal goal : goals) {
            result = result.and(goal);
        }
        return result;
    }

    Goal and(Goal other) {
        if (other.literals.isEmpty() || literals.containsAll(other.literals)) {
            return this;
        }
        if (literals.isEmpty()) {
            return other;
        }
        Set<Literal> both = new LinkedHashSet<>(literals);
        both.addAll(other.literals);
        return new Goal(both);
    }

    /** Nothing satisfies it, as a look at the outside shows; false says nothing. */
    boolean isPlainlyImpossible() {
        return literals.stream()
                .anyMatch(l -> literals.contains(l.opposite())
                        || (!l.schema().constant()
                                && l.schema().node().isBoolean()
                                && l.schema().node().booleanValue() != l.holds()));
    }
}
