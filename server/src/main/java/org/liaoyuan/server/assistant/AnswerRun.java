package org.liaoyuan.server.assistant;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one answer: asks the model, streams to the page, and keeps what has been said at least every second, so that a crash
 * loses no more.
 */
@Component
class AnswerRun {

    private static final long KEEP_NANOS = 1_000_000_000L;

    private final ModelService models;
    private final ConversationStore store;
    private final Answers answers;
    private final JsonMapper json;

    AnswerRun(ModelService models, ConversationStore store, Answers answers, JsonMapper json) {
        this.models = models;
        this.store = store;
        this.answers = answers;
        this.json = json;
    }

    void answer(
            Conversation conversation,
            Message user,
            boolean isNew,
            @Nullable String model,
            @Nullable Double temperature,
            HttpServletResponse response)
            throws IOException {
        String wanted = model == null ? conversation.model() : model;
        ChatRequest request =
                new ChatRequest(wanted, messages(conversation, user), sampling(temperature), 0, List.of(), -1);
        Answer[] answer = new Answer[1];
        try (EventStream events = new EventStream(response, json, () -> answers.stop(conversation.id()))) {
            if (isNew) {
                events.send("user", user);
            }
            try {
                answer[0] = models.chat(request);
            } catch (RuntimeException e) {
                events.send("error", problem(e));
                return;
            }
            try (Answer running = answer[0]) {
                answers.begin(conversation.id(), running);
                stream(conversation, user, running, events);
            } finally {
                answers.end(conversation.id(), answer[0]);
            }
        }
    }

    private void stream(Conversation conversation, Message user, Answer answer, EventStream events) {
        Message message = store.add(conversation.id(), user.id(), "assistant", "", answer.model());
        events.send("start", Map.of("id", message.id(), "parentId", user.id(), "model", answer.model()));
        StringBuilder text = new StringBuilder();
        try {
            long kept = System.nanoTime();
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (!(part.get() instanceof AnswerPart.Text(String piece, var logprobs)) || piece.isEmpty()) {
                    continue;
                }
                text.append(piece);
                events.send("delta", Map.of("text", piece));
                if (System.nanoTime() - kept > KEEP_NANOS) {
                    kept = System.nanoTime();
                    store.keep(message.id(), text.toString());
                }
            }
            events.send("done", finish(message, text.toString(), answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            store.finish(message.id(), text.toString(), "interrupted", null, null);
        } catch (RuntimeException e) {
            store.finish(message.id(), text.toString(), "error", null, null);
            events.send("error", problem(e));
        }
    }

    private Message finish(Message message, String text, Answer answer) {
        Cost cost = answer.cost();
        double seconds = cost.usage().total().minus(cost.usage().firstToken()).toNanos() / 1e9;
        int tokens = cost.usage().completionTokens();
        Double rate = tokens < 2 || seconds <= 0 ? null : (tokens - 1) / seconds;
        String reason = answer.finishReason().orElse(FinishReason.ERROR).name().toLowerCase(Locale.ROOT);
        return store.finish(message.id(), text, reason, cost, rate);
    }

    private static List<ChatMessage> messages(Conversation conversation, Message user) {
        return Branch.to(conversation.messages(), user.id()).stream()
                .map(m -> new ChatMessage(m.role(), m.content()))
                .toList();
    }

    private static Sampling sampling(@Nullable Double temperature) {
        Sampling usual = Sampling.CHAT;
        return temperature == null
                ? usual
                : new Sampling(
                        temperature,
                        usual.topK(),
                        usual.topP(),
                        usual.minP(),
                        usual.frequencyPenalty(),
                        usual.presencePenalty(),
                        usual.repeatPenalty(),
                        OptionalLong.empty(),
                        Map.of());
    }

    private static Map<String, Object> problem(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case BusyException busy ->
                Map.of(
                        "code",
                        "busy",
                        "message",
                        message,
                        "retryAfterSeconds",
                        busy.retryAfter().toSeconds());
            case ContextOverflowException overflow -> Map.of("code", "too_long", "message", message);
            case BudgetExceededException usedUp -> Map.of("code", "budget", "message", message);
            case ModelNotReadyException notReady -> Map.of("code", "not_ready", "message", message);
            case UnknownModelException unknown -> Map.of("code", "unknown_model", "message", message);
            default -> Map.of("code", "failed", "message", message);
        };
    }
}
