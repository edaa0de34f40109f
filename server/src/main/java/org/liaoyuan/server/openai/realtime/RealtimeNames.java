package org.liaoyuan.server.openai.realtime;

import org.liaoyuan.server.model.ModelService;

/** OpenAI's names of models that clients have written into them: they mean what there is here. */
final class RealtimeNames {

    private RealtimeNames() {}

    static String model(String asked) {
        boolean openAis = asked.startsWith("gpt-realtime")
                || asked.startsWith("gpt-4o-realtime")
                || asked.startsWith("gpt-4o-mini-realtime");
        return openAis ? ModelService.DEFAULT : asked;
    }
}
