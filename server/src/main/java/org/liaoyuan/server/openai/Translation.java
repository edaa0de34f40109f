package org.liaoyuan.server.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.TokenLogprob;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;

/** From our types to OpenAI's. */
public final class Translation {

    private Translation() {}

    static String finishReason(Optional<FinishReason> reason) {
        return switch (reason.orElse(FinishReason.ERROR)) {
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case STOP, CANCELLED, ERROR -> "stop";
        };
    }

    static Wire.ToolCall toolCall(AnswerPart.ToolCallDelta delta) {
        boolean begins = !delta.id().isEmpty();
        return new Wire.ToolCall(
                delta.index(),
                begins ? delta.id() : null,
                begins ? "function" : null,
                new Wire.FunctionCall(begins ? delta.name() : null, delta.arguments()));
    }

    /** The usage of all choices together: the prompt counts once. */
    public static Wire.Usage usage(List<Cost> costs, List<String> warnings) {
        var first = costs.getFirst().usage();
        int completion =
                costs.stream().mapToInt(c -> c.usage().completionTokens()).sum();
        double joules = costs.stream().mapToDouble(Cost::joules).sum();
        double seconds = first.total().minus(first.firstToken()).toNanos() / 1e9;
        double rate = first.completionTokens() < 2 || seconds <= 0 ? 0 : (first.completionTokens() - 1) / seconds;
        return new Wire.Usage(
                first.promptTokens(),
                completion,
                first.promptTokens() + completion,
                new Wire.PromptDetails(first.cachedTokens()),
                new Wire.Extension(
                        joules,
                        costs.getFirst().measured(),
                        costs.stream().mapToDouble(Cost::yuan).sum(),
                        rate,
                        first.firstToken().toMillis(),
                        warnings));
    }

    static Wire.@Nullable ChatLogprobs chatLogprobs(List<TokenLogprob> logprobs) {
        return logprobs.isEmpty() ? null : new Wire.ChatLogprobs(tokens(logprobs));
    }

    public static List<Wire.TokenLogprobs> tokens(List<TokenLogprob> logprobs) {
        return logprobs.stream().map(l -> token(l, true)).toList();
    }

    private static Wire.TokenLogprobs token(TokenLogprob logprob, boolean withTop) {
        byte[] bytes = logprob.bytes();
        return new Wire.TokenLogprobs(
                text(logprob),
                logprob.logprob(),
                IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList(),
                withTop
                        ? logprob.alternatives().stream()
                                .map(l -> token(l, false))
                                .toList()
                        : null);
    }

    static Wire.@Nullable TextLogprobs textLogprobs(List<TokenLogprob> logprobs, int offset) {
        if (logprobs.isEmpty()) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Map<String, Double>> tops = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int at = offset;
        for (TokenLogprob logprob : logprobs) {
            Map<String, Double> top = new LinkedHashMap<>();
            logprob.alternatives().forEach(a -> top.put(text(a), a.logprob()));
            tokens.add(text(logprob));
            values.add(logprob.logprob());
            tops.add(top);
            offsets.add(at);
            at += text(logprob).length();
        }
        return new Wire.TextLogprobs(tokens, values, tops, offsets);
    }

    private static String text(TokenLogprob logprob) {
        return new String(logprob.bytes(), StandardCharsets.UTF_8);
    }
}
