package org.liaoyuan.server.assistant.frame;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A form as somebody might fill it, and the rule by which an answer is right.
 *
 * @param language zh or en
 * @param values of the form's fields
 * @param rule as {@code profile.grade} reads it
 * @param right an answer that passes
 * @param wrong answers that don't
 */
record EvalCase(
        String id, String language, Map<String, String> values, JsonNode rule, String right, List<String> wrong) {}
