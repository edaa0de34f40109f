package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keywords about objects, their keys and their values. */
final class ObjectKeywords {

    private static final int NO_END = Integer.MAX_VALUE;

    private final SchemaDocument document;
    private final Work work;

    ObjectKeywords(SchemaDocument document, Work work) {
        this.document = document;
        this.work = work;
    }

    @Nullable
    Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "minProperties" -> {
                int least = Keywords.count(schema, keyword);
                yield objects(
                        ObjectShape.sized(least, NO_END),
                        least == 0 ? List.of() : List.of(ObjectShape.sized(0, least - 1)));
            }
            case "maxProperties" -> {
                int most = Keywords.count(schema, keyword);
                yield objects(
                        ObjectShape.sized(0, most),
                        most == NO_END ? List.of() : List.of(ObjectShape.sized(most + 1, NO_END)));
            }
            case "required" -> {
                Set<String> names = names(schema, schema.node().path(keyword), keyword);
                yield objects(
                        ObjectShape.having(names),
                        names.stream().map(ObjectShape::lacking).toList());
            }
            case "properties" -> values(schema);
            case "patternProperties" -> schema.node().has("properties") ? null : values(schema);
            case "additionalProperties" ->
                schema.node().has("properties") || schema.node().has("patternProperties") ? null : values(schema);
            case "propertyNames" -> propertyNames(schema);
            case "dependentRequired" -> dependentRequired(schema);
            default -> null;
        };
    }

    private static Clause objects(ObjectShape holds, List<ObjectShape> fails) {
        return Clause.exact(
                Shapes.ANY.withObjects(holds.isEmpty() ? List.of() : List.of(holds)), Shapes.objects(fails));
    }

    private static Set<String> names(Schema schema, JsonNode list, String keyword) {
        Set<String> names = new LinkedHashSet<>();
        if (!list.isArray()) {
            throw Keywords.wrong(schema, keyword, "it must be a list of names");
        }
        for (JsonNode name : list) {
            if (!name.isString()) {
                throw Keywords.wrong(schema, keyword, "it must be a list of names");
            }
            names.add(name.stringValue());
        }
        return names;
    }

    private Clause values(Schema schema) {
        List<KeyRule> rules = new ArrayList<>();
        List<ObjectShape> fails = new ArrayList<>();
        boolean inexact = false;
        Set<String> names = new LinkedHashSet<>();
        List<Automaton> patterns = new ArrayList<>();
        if (schema.node().has("properties")) {
            for (Map.Entry<String, JsonNode> entry :
                    Keywords.object(schema, "properties").properties()) {
                Schema value = document.below(
                        schema, entry.getValue(), "/properties/" + SchemaDocument.escape(entry.getKey()));
                names.add(entry.getKey());
                rules.add(KeyRule.named(entry.getKey(), Goal.of(value, true)));
                fails.add(ObjectShape.witness(entry.getKey(), Goal.of(value, false)));
            }
        }
        if (schema.node().has("patternProperties")) {
            for (Map.Entry<String, JsonNode> entry :
                    Keywords.object(schema, "patternProperties").properties()) {
                Schema value = document.below(
                        schema, entry.getValue(), "/patternProperties/" + SchemaDocument.escape(entry.getKey()));
                Automaton pattern = pattern(value, entry.getKey());
                patterns.add(pattern);
                rules.add(new KeyRule(Set.of(), List.of(pattern), false, Goal.of(value, true), true));
                inexact = true;
            }
        }
        if (schema.node().has("additionalProperties")) {
            Schema value = document.below(schema, schema.node().path("additionalProperties"), "/additionalProperties");
            rules.add(new KeyRule(
                    Set.copyOf(names),
                    List.copyOf(patterns),
                    true,
                    Goal.of(value, true),
                    value.node().isObject()));
            inexact = true;
        }
        return values(ObjectShape.ruled(names, List.copyOf(rules)), fails, inexact);
    }

    private static Clause values(ObjectShape holds, List<ObjectShape> fails, boolean inexact) {
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return Shapes.ANY.withObjects(List.of(holds));
            }

            @Override
            public Shapes fails(Bound bound) {
                // that some key fits a pattern can't be said by a shape
                return Shapes.objects(inexact && bound == Bound.OVER ? List.of(ObjectShape.sized(1, NO_END)) : fails);
            }
        };
    }

    private Automaton pattern(Schema place, String pattern) {
        try {
            work.spend(1_000);
            return EcmaPattern.compile(pattern);
        } catch (Refusal e) {
            throw e.at(place.pointer());
        }
    }

    private Clause propertyNames(Schema schema) {
        Schema names = document.below(schema, schema.node().path("propertyNames"), "/propertyNames");
        Goal goal = Goal.of(names, true);
        if (goal.isPlainlyImpossible()) {
            return objects(ObjectShape.sized(0, 0), List.of(ObjectShape.sized(1, NO_END)));
        }
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return Shapes.ANY.withObjects(List.of(ObjectShape.keyed(goal)));
            }

            @Override
            public Shapes fails(Bound bound) {
                return bound == Bound.UNDER ? Shapes.NONE : Shapes.objects(List.of(ObjectShape.sized(1, NO_END)));
            }
        };
    }

    private Clause dependentRequired(Schema schema) {
        Shapes holds = Shapes.ANY;
        Shapes fails = Shapes.NONE;
        for (Map.Entry<String, JsonNode> entry :
                Keywords.object(schema, "dependentRequired").properties()) {
            Set<String> needed = names(schema, entry.getValue(), "dependentRequired");
            Set<String> all = new LinkedHashSet<>(Set.of(entry.getKey()));
            all.addAll(needed);
            holds = holds.and(
                    Shapes.ANY.withObjects(List.of(ObjectShape.having(all), ObjectShape.lacking(entry.getKey()))),
                    work);
            ObjectShape with = ObjectShape.having(Set.of(entry.getKey()));
            fails = fails.or(Shapes.objects(needed.stream()
                    .map(name -> with.and(ObjectShape.lacking(name)))
                    .toList()));
        }
        return Clause.exact(holds, fails);
    }
}
