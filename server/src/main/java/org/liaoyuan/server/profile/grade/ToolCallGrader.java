package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A call: {@code {"name": …, "arguments": {…}}}. {@code tool} is the right name, {@code arguments} as {@link FieldsGrader} compares. */
final class ToolCallGrader implements Grader {

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        Optional<JsonNode> call = JsonInAnswer.find(answer, '{').filter(JsonNode::isObject);
        if (call.isEmpty() || !call.get().path("name").isString()) {
            return Optional.of(Failure.FORMAT);
        }
        if (!call.get().path("name").asString().equals(rule.path("tool").asString())) {
            return Optional.of(Failure.WRONG);
        }
        JsonNode arguments = call.get().path("arguments");
        if (arguments.isMissingNode() || arguments.isNull()) {
            arguments = JsonNodeFactory.instance.objectNode();
        }
        return arguments.isObject()
                ? FieldsGrader.compare(rule.path("arguments"), arguments)
                : Optional.of(Failure.FORMAT);
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put("name", rule.path("tool").asString())
                .set("arguments", FieldsGrader.first(rule.path("arguments")))
                .toString());
    }
}
