package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keywords about arrays and their items. */
final class ArrayKeywords {

    private static final int NO_END = Integer.MAX_VALUE;

    private final SchemaDocument document;

    ArrayKeywords(SchemaDocument document) {
        this.document = document;
    }

    @Nullable
    Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "minItems" -> {
                int least = Keywords.count(schema, keyword);
                yield arrays(
                        ArrayShape.sized(least, NO_END),
                        least == 0 ? List.of() : List.of(ArrayShape.sized(0, least - 1)));
            }
            case "maxItems" -> {
                int most = Keywords.count(schema, keyword);
                yield arrays(
                        ArrayShape.sized(0, most),
                        most == NO_END ? List.of() : List.of(ArrayShape.sized(most + 1, NO_END)));
            }
            case "prefixItems" -> items(schema);
            case "items" -> schema.node().has("prefixItems") ? null : items(schema);
            case "contains" -> contains(schema);
            case "uniqueItems" -> unique(schema);
            default -> null;
        };
    }

    /** The item is there and is what the goal says. */
    static ArrayShape itemAt(int index, Goal goal) {
        List<Goal> prefix = new ArrayList<>(Collections.nCopies(index, Goal.ANYTHING));
        prefix.add(goal);
        return ArrayShape.items(List.copyOf(prefix), Goal.ANYTHING, 0).and(ArrayShape.sized(index + 1, NO_END));
    }

    private static Clause arrays(ArrayShape holds, List<ArrayShape> fails) {
        return Clause.exact(Shapes.ANY.withArrays(List.of(holds)), Shapes.arrays(fails));
    }

    private Clause items(Schema schema) {
        List<Goal> prefix = new ArrayList<>();
        List<ArrayShape> fails = new ArrayList<>();
        if (schema.node().has("prefixItems")) {
            JsonNode list = Keywords.list(schema, "prefixItems");
            for (int i = 0; i < list.size(); i++) {
                Schema item = document.below(schema, list.get(i), "/prefixItems/" + i);
                prefix.add(Goal.of(item, true));
                fails.add(itemAt(i, Goal.of(item, false)));
            }
        }
        Goal rest = Goal.ANYTHING;
        if (schema.node().has("items")) {
            if (schema.node().path("items").isArray()) {
                throw Keywords.wrong(schema, "items", "a list of schemas is called prefixItems since draft 2020-12");
            }
            Schema items = document.below(schema, schema.node().path("items"), "/items");
            rest = Goal.of(items, true);
            fails.add(itemAt(prefix.size(), Goal.of(items, false)));
        }
        Shapes holds = Shapes.ANY.withArrays(List.of(
                ArrayShape.items(List.copyOf(prefix), rest, schema.node().has("items") ? NO_END : prefix.size())));
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return holds;
            }

            @Override
            public Shapes fails(Bound bound) {
                // an item that is wrong may come later than right after the prefix
                return Shapes.arrays(bound == Bound.UNDER ? fails : List.of(ArrayShape.sized(1, NO_END)));
            }
        };
    }

    private Clause contains(Schema schema) {
        Schema wanted = document.below(schema, schema.node().path("contains"), "/contains");
        int least = schema.node().has("minContains") ? Keywords.count(schema, "minContains") : 1;
        int most = schema.node().has("maxContains") ? Keywords.count(schema, "maxContains") : NO_END;
        if (least > most) {
            throw Keywords.wrong(schema, "minContains", "it is more than maxContains");
        }
        Goal goal = Goal.of(wanted, true);
        ArrayShape holds = least == 0 && most == NO_END
                ? ArrayShape.ANY
                : ArrayShape.counting(new ArrayShape.Count(goal, least, most));
        List<ArrayShape> fails = new ArrayList<>();
        if (least == 1) {
            fails.add(ArrayShape.items(List.of(), Goal.of(wanted, false), 0));
        } else if (least > 1) {
            fails.add(ArrayShape.counting(new ArrayShape.Count(goal, 0, least - 1)));
        }
        if (most != NO_END) {
            fails.add(ArrayShape.counting(new ArrayShape.Count(goal, most + 1, NO_END)));
        }
        return arrays(holds, fails);
    }

    private static @Nullable Clause unique(Schema schema) {
        if (!schema.node().path("uniqueItems").asBoolean(false)) {
            return null;
        }
        ArrayShape unique = new ArrayShape(List.of(), Goal.ANYTHING, 0, NO_END, List.of(), true, 0);
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                return Shapes.ANY.withArrays(List.of(unique));
            }

            @Override
            public Shapes fails(Bound bound) {
                return bound == Bound.UNDER ? Shapes.NONE : Shapes.arrays(List.of(ArrayShape.sized(2, NO_END)));
            }
        };
    }
}
