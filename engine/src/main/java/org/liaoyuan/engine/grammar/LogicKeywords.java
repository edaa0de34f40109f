package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keywords that apply schemas to the same value: references, and, or, not, if. */
final class LogicKeywords {

    private static final int MOST_BRANCHES = 100;

    private final SchemaDocument document;
    private final Lowering lowering;
    private final Work work;

    LogicKeywords(SchemaDocument document, Lowering lowering, Work work) {
        this.document = document;
        this.lowering = lowering;
        this.work = work;
    }

    @Nullable
    Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "$ref", "$dynamicRef" -> same(document.follow(schema, keyword));
            case "$recursiveRef" ->
                throw Keywords.wrong(schema, keyword, "it is called $dynamicRef since draft 2020-12");
            case "allOf" -> allOf(branches(schema, keyword));
            case "anyOf" -> anyOf(branches(schema, keyword));
            case "oneOf" -> oneOf(schema, branches(schema, keyword));
            case "not" -> not(document.below(schema, schema.node().path("not"), "/not"));
            case "if" -> conditional(schema);
            case "dependentSchemas" -> dependentSchemas(schema);
            default -> null;
        };
    }

    private List<Schema> branches(Schema schema, String keyword) {
        JsonNode list = Keywords.list(schema, keyword);
        if (list.size() > MOST_BRANCHES) {
            throw Keywords.wrong(
                    schema, keyword, "it has " + list.size() + " branches; at most " + MOST_BRANCHES + " are taken");
        }
        List<Schema> branches = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            branches.add(document.below(schema, list.get(i), "/" + keyword + "/" + i));
        }
        return branches;
    }

    private Clause same(Schema target) {
        return clause(b -> lowering.lower(target, true, b), b -> lowering.lower(target, false, b));
    }

    private Clause not(Schema inner) {
        return clause(b -> lowering.lower(inner, false, b), b -> lowering.lower(inner, true, b));
    }

    private Clause allOf(List<Schema> branches) {
        return clause(b -> every(branches, true, b), b -> some(branches, false, b));
    }

    private Clause anyOf(List<Schema> branches) {
        return clause(b -> some(branches, true, b), b -> every(branches, false, b));
    }

    private Shapes every(List<Schema> branches, boolean hold, Bound bound) {
        Shapes result = Shapes.ANY;
        for (Schema branch : branches) {
            result = result.and(lowering.lower(branch, hold, bound), work);
        }
        return result;
    }

    private Shapes some(List<Schema> branches, boolean hold, Bound bound) {
        Shapes result = Shapes.NONE;
        for (Schema branch : branches) {
            result = result.or(lowering.lower(branch, hold, bound));
        }
        return result;
    }

    private Clause oneOf(Schema schema, List<Schema> branches) {
        return clause(
                b -> {
                    if (b == Bound.OVER) {
                        return some(branches, true, b);
                    }
                    Shapes result = Shapes.NONE;
                    for (Schema branch : branches) {
                        result = result.or(onlyThis(branch, branches));
                    }
                    if (result.isEmpty()) {
                        throw Keywords.wrong(
                                schema,
                                "oneOf",
                                "no branch could be shown to exclude the others;"
                                        + " give each a required property with another const, or another type");
                    }
                    return result;
                },
                b -> {
                    Shapes result = every(branches, false, b);
                    for (int i = 0; i < branches.size(); i++) {
                        for (int j = i + 1; j < branches.size(); j++) {
                            result = result.or(every(List.of(branches.get(i), branches.get(j)), true, b));
                        }
                    }
                    return result;
                });
    }

    /** This branch without what other branches take as well. */
    private Shapes onlyThis(Schema branch, List<Schema> branches) {
        Shapes result = lowering.lower(branch, true, Bound.UNDER);
        for (Schema other : branches) {
            Goal both = Goal.of(branch, true).and(Goal.of(other, true));
            if (!other.equals(branch) && !lowering.certainlyEmpty(both)) {
                result = result.and(lowering.lower(other, false, Bound.UNDER), work);
            }
        }
        return result;
    }

    private Clause conditional(Schema schema) {
        Schema condition = document.below(schema, schema.node().path("if"), "/if");
        Schema then =
                document.below(schema, schema.node().has("then") ? schema.node().path("then") : Lowering.TRUE, "/then");
        Schema otherwise =
                document.below(schema, schema.node().has("else") ? schema.node().path("else") : Lowering.TRUE, "/else");
        if (then.node() == Lowering.TRUE && otherwise.node() == Lowering.TRUE && !document.usesUnevaluated()) {
            return Clause.exact(Shapes.ANY, Shapes.NONE);
        }
        return clause(
                b -> ifThen(condition, then, otherwise, true, b), b -> ifThen(condition, then, otherwise, false, b));
    }

    private Shapes ifThen(Schema condition, Schema then, Schema otherwise, boolean hold, Bound bound) {
        Shapes yes = lowering.lower(condition, true, bound).and(lowering.lower(then, hold, bound), work);
        Shapes no = lowering.lower(condition, false, bound).and(lowering.lower(otherwise, hold, bound), work);
        return yes.or(no);
    }

    private Clause dependentSchemas(Schema schema) {
        return clause(b -> dependents(schema, true, b), b -> dependents(schema, false, b));
    }

    private Shapes dependents(Schema schema, boolean hold, Bound bound) {
        Shapes all = Shapes.ANY;
        Shapes any = Shapes.NONE;
        for (Map.Entry<String, JsonNode> entry :
                Keywords.object(schema, "dependentSchemas").properties()) {
            String key = entry.getKey();
            Schema inner = document.below(schema, entry.getValue(), "/dependentSchemas/" + SchemaDocument.escape(key));
            Shapes with = Shapes.objects(List.of(ObjectShape.having(Set.of(key))))
                    .and(lowering.lower(inner, hold, bound), work);
            any = any.or(with);
            all = all.and(
                    Shapes.ANY.withObjects(List.of(ObjectShape.lacking(key))).or(with), work);
        }
        return hold ? all : any;
    }

    private interface Side {
        Shapes lower(Bound bound);
    }

    private static Clause clause(Side holds, Side fails) {
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return holds.lower(bound);
            }

            @Override
            public Shapes fails(Bound bound) {
                return fails.lower(bound);
            }
        };
    }
}
