package org.liaoyuan.server.profile.probe;

import tools.jackson.databind.JsonNode;

/**
 * One question and the rule its answer is graded by.
 *
 * @param prompt what the model is asked, as one user turn
 * @param rule as {@link org.liaoyuan.server.profile.grade.Graders} reads it
 * @param answer a right answer, where the rule alone does not say one; empty otherwise
 */
public record Ask(String prompt, JsonNode rule, String answer) {}
