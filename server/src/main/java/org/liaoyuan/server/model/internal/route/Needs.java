package org.liaoyuan.server.model.internal.route;

import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.ChatRequest;
import tools.jackson.databind.JsonNode;

/**
 * What a request asks of a model.
 *
 * @param promptTokens a guess: one for three characters, which is too many for English and about right for Chinese
 * @param completionTokens the most it may make, or a usual number
 */
record Needs(boolean tools, boolean vision, boolean audio, int promptTokens, int completionTokens) {

    private static final int CHARACTERS = 3;
    private static final int USUAL_COMPLETION = 500;

    static Needs of(ChatRequest request) {
        long characters = request.messages().stream()
                .map(ChatMessage::content)
                .mapToLong(String::length)
                .sum();
        int prompt = (int) Math.min(Integer.MAX_VALUE / 2, characters / CHARACTERS);
        int completion = request.maxTokens() > 0 ? request.maxTokens() : USUAL_COMPLETION;
        JsonNode wire = request.wire();
        if (wire == null) {
            return new Needs(request.tools().allowed(), false, false, prompt, completion);
        }
        boolean vision = false;
        boolean audio = false;
        for (JsonNode message : wire.path("messages")) {
            for (JsonNode part : message.path("content")) {
                String type = part.path("type").asString("");
                vision |= type.equals("image_url");
                audio |= type.equals("input_audio");
            }
        }
        boolean tools = !wire.path("tools").isEmpty();
        return new Needs(tools, vision, audio, prompt, completion);
    }

    boolean areMetBy(Capabilities can) {
        return (!tools || can.tools()) && (!vision || can.vision()) && (!audio || can.audio());
    }
}
