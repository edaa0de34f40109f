package org.liaoyuan.engine.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats of the large model families, recognised by their markers, for templates that jinjava cannot run. */
enum TemplateFamily {
    LLAMA3("<|start_header_id|>", "", "<|start_header_id|>%s<|end_header_id|>\n\n", "<|eot_id|>", "assistant", true),
    CHATML("<|im_start|>", "", "<|im_start|>%s\n", "<|im_end|>\n", "assistant", false),
    GEMMA("<start_of_turn>", "", "<start_of_turn>%s\n", "<end_of_turn>\n", "model", true),
    PHI3("<|assistant|>", "", "<|%s|>\n", "<|end|>\n", "assistant", false),
    MISTRAL("[INST]", "[INST] ", "", " [/INST]", "assistant", true);

    private final String marker;
    private final String user;
    private final String opening;
    private final String closing;
    private final String assistant;
    private final boolean beginsWithBos;

    TemplateFamily(
            String marker, String user, String opening, String closing, String assistant, boolean beginsWithBos) {
        this.marker = marker;
        this.user = user;
        this.opening = opening;
        this.closing = closing;
        this.assistant = assistant;
        this.beginsWithBos = beginsWithBos;
    }

    static Optional<TemplateFamily> of(String template) {
        return Arrays.stream(values()).filter(f -> template.contains(f.marker)).findFirst();
    }

    String render(List<Map<String, Object>> turns, Map<String, String> specials, boolean addGenerationPrompt) {
        StringBuilder prompt = new StringBuilder();
        if (beginsWithBos) {
            prompt.append(specials.getOrDefault("bos_token", ""));
        }
        for (Map<String, Object> turn : turns) {
            String role = String.valueOf(turn.get("role"));
            String content = String.valueOf(turn.get("content"));
            if (this == MISTRAL) {
                boolean answers = role.equals("assistant");
                prompt.append(
                        answers ? " " + content + specials.getOrDefault("eos_token", "") : user + content + closing);
            } else {
                prompt.append(opening.formatted(role.equals("assistant") ? assistant : role))
                        .append(content)
                        .append(closing);
            }
        }
        if (addGenerationPrompt && this != MISTRAL) {
            prompt.append(opening.formatted(assistant));
        }
        return prompt.toString();
    }
}
