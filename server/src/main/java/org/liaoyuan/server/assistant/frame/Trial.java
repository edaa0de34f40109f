package org.liaoyuan.server.assistant.frame;

import tools.jackson.databind.JsonNode;

/**
 * A case by which an assistant is tried, as it is asked.
 *
 * @param id of the case
 * @param task what the model is told of the assistant
 * @param turn what the case's filled form says
 * @param rule by which an answer is right, as {@code profile.grade} reads it
 */
public record Trial(String id, Language language, String task, String turn, JsonNode rule) {

    static Trial of(Manifest manifest, EvalCase each) {
        Language language = Language.of(each.language());
        return new Trial(
                each.id(),
                language,
                manifest.prompt().in(language),
                Forms.turn(manifest, each.values(), language),
                each.rule());
    }
}
