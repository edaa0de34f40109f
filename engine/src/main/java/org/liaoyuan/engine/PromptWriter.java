package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeModel;
import org.liaoyuan.engine.template.ChatTemplate;
import org.liaoyuan.engine.template.Segment;
import org.liaoyuan.engine.tool.ToolSyntax;

/** Writes prompts as token ids. Thread-safe. */
final class PromptWriter {

    private final NativeModel model;
    private final @Nullable ChatTemplate template;
    private final String beginOfText;

    PromptWriter(NativeModel model, Optional<String> template) {
        this.model = model;
        this.beginOfText = text(model.beginOfText());
        Map<String, String> specials = new HashMap<>();
        specials.put("bos_token", beginOfText);
        specials.put("eos_token", text(model.endOfText()));
        this.template =
                template.map(source -> ChatTemplate.of(source, specials)).orElse(null);
    }

    private String text(OptionalInt token) {
        return token.isPresent()
                ? new String(model.tokenBytes(token.getAsInt(), true), java.nio.charset.StandardCharsets.UTF_8)
                : "";
    }

    boolean hasChatTemplate() {
        return template != null;
    }

    /** How the model writes calls of tools, given how {@link #chat} tells it of them. */
    ToolSyntax toolSyntax() {
        return template == null ? ToolSyntax.HERMES : template.toolSyntax();
    }

    static boolean supportsInfill(NativeModel model) {
        return model.infillPrefix().isPresent()
                && model.infillSuffix().isPresent()
                && model.infillMiddle().isPresent();
    }

    int[] chat(List<ChatMessage> messages, List<Tool> tools) {
        if (template == null) {
            throw new UnsupportedByModelException(
                    "the model file has no chat template: use it for completions, or choose an"
                            + " instruction-tuned model");
        }
        List<Segment> segments = template.render(messages, tools, true);
        String whole = segments.stream().map(Segment::text).collect(Collectors.joining());
        boolean templateBegins = !beginOfText.isEmpty() && whole.startsWith(beginOfText);
        boolean addsSpecial = model.addsBeginOfText() && !templateBegins;
        if (segments.stream().noneMatch(this::holdsMarkers)) {
            return model.tokenize(whole, addsSpecial, true);
        }
        IntStream tokens = IntStream.empty();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int[] part = model.tokenize(segment.text(), i == 0 && addsSpecial, segment.trusted());
            tokens = IntStream.concat(tokens, Arrays.stream(part));
        }
        return tokens.toArray();
    }

    /** Only then is the prompt tokenised piecewise, which differs by a token or two at the seams from the training. */
    private boolean holdsMarkers(Segment segment) {
        return !segment.trusted()
                && !Arrays.equals(
                        model.tokenize(segment.text(), false, true), model.tokenize(segment.text(), false, false));
    }

    int[] infill(String prefix, String suffix) {
        if (!supportsInfill(model)) {
            throw new UnsupportedByModelException(
                    "the model has no fill-in-the-middle tokens: leave the suffix out, or choose a code"
                            + " model such as Qwen2.5-Coder");
        }
        IntStream.Builder tokens = IntStream.builder();
        tokens.add(model.infillPrefix().getAsInt());
        Arrays.stream(model.tokenize(prefix, false, false)).forEach(tokens::add);
        tokens.add(model.infillSuffix().getAsInt());
        Arrays.stream(model.tokenize(suffix, false, false)).forEach(tokens::add);
        tokens.add(model.infillMiddle().getAsInt());
        return tokens.build().toArray();
    }
}
