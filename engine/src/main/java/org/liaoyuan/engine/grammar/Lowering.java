package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** From schemas, held or failed, to sets of values. */
final class Lowering {

    static final JsonNode TRUE = BooleanNode.TRUE;

    /** How far down required items and properties a proof that there is no value looks. */
    private static final int PROOF_DEPTH = 4;

    private record Key(Goal.Literal literal, Bound bound) {}

    private final SchemaDocument document;
    private final Work work;
    private final ArrayKeywords arrays;
    private final ObjectKeywords objects;
    private final LogicKeywords logic;
    private final Map<Key, Shapes> known = new HashMap<>();
    private final Set<Key> underWay = new HashSet<>();

    Lowering(SchemaDocument document, Work work) {
        this.document = document;
        this.work = work;
        arrays = new ArrayKeywords(document);
        objects = new ObjectKeywords(document, work);
        logic = new LogicKeywords(document, this, work);
    }

    Shapes lower(Goal goal, Bound bound) {
        Shapes result = Shapes.ANY;
        for (Goal.Literal literal : goal.literals()) {
            result = result.and(lower(literal.schema(), literal.holds(), bound), work);
        }
        return result;
    }

    Shapes lower(Schema schema, boolean holds, Bound bound) {
        Key key = new Key(new Goal.Literal(schema, holds), bound);
        Shapes done = known.get(key);
        if (done != null) {
            return done;
        }
        if (!underWay.add(key)) {
            throw new UnsupportedSchemaException(
                    schema.pointer(), "it refers to itself without coming to a value first");
        }
        try {
            work.spend(50);
            Shapes result = lowered(schema, holds, bound);
            known.put(key, result);
            return result;
        } catch (Refusal e) {
            throw e.at(schema.pointer());
        } finally {
            underWay.remove(key);
        }
    }

    private Shapes lowered(Schema schema, boolean holds, Bound bound) {
        if (schema.constant()) {
            return holds ? ConstantValue.holds(schema, bound) : ConstantValue.fails(schema);
        }
        if (schema.node().isBoolean()) {
            return schema.node().booleanValue() == holds ? Shapes.ANY : Shapes.NONE;
        }
        if (!schema.node().isObject()) {
            throw new UnsupportedSchemaException(schema.pointer(), "a schema is an object, true or false");
        }
        return holds ? allHold(schema, bound) : someFails(schema, bound);
    }

    private Shapes allHold(Schema schema, Bound bound) {
        Shapes result = Shapes.ANY;
        for (Map.Entry<String, Clause> clause : clauses(schema).entrySet()) {
            result = result.and(
                    at(schema, clause.getKey(), () -> clause.getValue().holds(bound)), work);
        }
        return bound == Bound.OVER ? result : unevaluated(schema, result);
    }

    private Shapes someFails(Schema schema, Bound bound) {
        Shapes result = Shapes.NONE;
        for (Map.Entry<String, Clause> clause : clauses(schema).entrySet()) {
            result = result.or(
                    at(schema, clause.getKey(), () -> clause.getValue().fails(bound)));
        }
        boolean judgesTheRest =
                schema.node().has("unevaluatedItems") || schema.node().has("unevaluatedProperties");
        return (judgesTheRest ? result.or(bound.unknown()) : result).forgetful();
    }

    private Shapes unevaluated(Schema schema, Shapes shapes) {
        Shapes result = shapes;
        if (schema.node().has("unevaluatedItems")) {
            Goal goal =
                    Goal.of(document.below(schema, schema.node().path("unevaluatedItems"), "/unevaluatedItems"), true);
            result = result.mapArrays(array -> array.unevaluated(goal));
        }
        if (schema.node().has("unevaluatedProperties")) {
            JsonNode value = schema.node().path("unevaluatedProperties");
            Goal goal = Goal.of(document.below(schema, value, "/unevaluatedProperties"), true);
            result = result.mapObjects(object -> object.unevaluated(goal, value.isObject()));
            result = result.withObjects(
                    result.objects().stream().filter(o -> !o.isEmpty()).toList());
        }
        return result;
    }

    private interface Step<T extends @Nullable Object> {
        T run();
    }

    private static <T extends @Nullable Object> T at(Schema schema, String keyword, Step<T> step) {
        try {
            return step.run();
        } catch (Refusal e) {
            throw e.at(schema.pointer() + "/" + keyword);
        }
    }

    /** By keyword, as the author ordered them: properties are written in this order. */
    private Map<String, Clause> clauses(Schema schema) {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        for (String keyword : schema.node().propertyNames()) {
            Clause clause = at(schema, keyword, () -> clause(keyword, schema));
            if (clause != null) {
                clauses.put(keyword, clause);
            }
        }
        return clauses;
    }

    private @Nullable Clause clause(String keyword, Schema schema) {
        List<Step<@Nullable Clause>> families = List.of(
                () -> TypeKeywords.of(keyword, schema),
                () -> NumberKeywords.of(keyword, schema),
                () -> StringKeywords.of(keyword, schema),
                () -> arrays.of(keyword, schema),
                () -> objects.of(keyword, schema),
                () -> logic.of(keyword, schema));
        for (Step<@Nullable Clause> family : families) {
            Clause clause = family.run();
            if (clause != null) {
                return clause;
            }
        }
        return null;
    }

    /** There is no such value. False when there is one, or when this can't be told. */
    boolean certainlyEmpty(Goal goal) {
        try {
            return empty(goal, PROOF_DEPTH);
        } catch (Refusal | UnsupportedSchemaException e) {
            return false;
        }
    }

    private boolean empty(Goal goal, int depth) {
        work.spend(20);
        if (goal.isPlainlyImpossible()) {
            return true;
        }
        if (depth == 0) {
            return false;
        }
        Shapes shapes = lower(goal, Bound.OVER);
        return shapes.withArrays(List.of()).withObjects(List.of()).isEmpty()
                && shapes.arrays().stream().allMatch(array -> empty(array, depth))
                && shapes.objects().stream().allMatch(object -> empty(object, depth));
    }

    private boolean empty(ArrayShape array, int depth) {
        List<Goal> needed = new ArrayList<>();
        for (int i = 0; i < Math.min(array.least(), array.prefix().size() + 1); i++) {
            needed.add(array.item(i));
        }
        return needed.stream().anyMatch(item -> empty(item, depth - 1));
    }

    private boolean empty(ObjectShape object, int depth) {
        return object.required().stream().anyMatch(key -> empty(object.value(key), depth - 1));
    }
}
