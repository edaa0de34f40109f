package org.liaoyuan.engine.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One schema in its place. Two are the same when the place and the way to it ({@code scope}, which decides where dynamic references
 * lead; empty where the document has none) are.
 *
 * @param constant the node is no schema but a value, and stands for itself alone
 */
record Schema(String pointer, JsonNode node, List<SchemaDocument.Resource> scope, boolean constant) {

    Schema valueBelow(JsonNode value, String step) {
        return new Schema(pointer + step, value, List.of(), true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema s
                && constant == s.constant
                && pointer.equals(s.pointer)
                && scope.equals(s.scope);
    }

    @Override
    public int hashCode() {
        return pointer.hashCode() * 31 + scope.size();
    }
}
