package org.liaoyuan.engine.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.liaoyuan.engine.template.jinja.Text;

/** The formats of the large model families, recognised by their markers, for templates that cannot be run. */
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

    Text render(List<Map<String, Object>> turns, Map<String, String> specials, boolean addGenerationPrompt) {
        Text prompt = Text.of(beginsWithBos ? specials.getOrDefault("bos_token", "") : "");
        for (Map<String, Object> turn : turns) {
            boolean answers = text(turn, "role").toString().equals("assistant");
            Text content = text(turn, "content");
            if (this == MISTRAL) {
                prompt = prompt.plus(Text.of(answers ? " " : user))
                        .plus(content)
                        .plus(Text.of(answers ? specials.getOrDefault("eos_token", "") : closing));
            } else {
                prompt = prompt.plus(opening(answers ? Text.of(assistant) : text(turn, "role")))
                        .plus(content)
                        .plus(Text.of(closing));
            }
        }
        return addGenerationPrompt && this != MISTRAL ? prompt.plus(opening(Text.of(assistant))) : prompt;
    }

    private static Text text(Map<String, Object> turn, String member) {
        return (Text) Objects.requireNonNull(turn.get(member), member);
    }

    private Text opening(Text role) {
        int at = opening.indexOf("%s");
        return Text.of(opening.substring(0, at)).plus(role).plus(Text.of(opening.substring(at + 2)));
    }
}
