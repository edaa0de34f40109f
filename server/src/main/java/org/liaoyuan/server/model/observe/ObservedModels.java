package org.liaoyuan.server.model.observe;

import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.Counted;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Preparation;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;

/** The models, each call of which leaves a span and metrics; see docs/observability.md. */
final class ObservedModels implements ModelService.Around {

    private final ModelService models;
    private final Observation observation;
    private final EngineMetrics engines;

    ObservedModels(ModelService models, Observation observation, EngineMetrics engines) {
        this.models = models;
        this.observation = observation;
        this.engines = engines;
    }

    @Override
    public ModelService inner() {
        return models;
    }

    @Override
    public Answer chat(ChatRequest request) {
        ModelCall call = new ModelCall(observation, "chat", request.model());
        if (observation.capturesContent()) {
            call.span().setAttribute(GenAi.INPUT_MESSAGES, Content.of(request.messages()));
        }
        describe(call, request.maxTokens(), request.sampling());
        return answer(call, request.model(), () -> models.chat(request));
    }

    @Override
    public Optional<RawAnswer> raw(ChatRequest request) {
        Optional<RawAnswer> answer = models.raw(request);
        return answer.map(a -> {
            ModelCall call = new ModelCall(observation, "chat", request.model());
            call.answeredBy(a.model());
            return new ObservedRaw(a, call);
        });
    }

    /** It is no call of anybody's: the engine's metrics count what it reads. */
    @Override
    public Optional<Preparation> prepare(ChatRequest request) {
        Optional<Preparation> reading = models.prepare(request);
        reading.ifPresent(begun -> engines.watch(begun.model()));
        return reading;
    }

    @Override
    public Answer complete(CompletionRequest request) {
        ModelCall call = new ModelCall(observation, "text_completion", request.model());
        if (observation.capturesContent()) {
            call.span().setAttribute(GenAi.INPUT_MESSAGES, Content.ofOne("user", request.prompt()));
        }
        describe(call, request.maxTokens(), request.sampling());
        return answer(call, request.model(), () -> models.complete(request));
    }

    private static void describe(ModelCall call, int maxTokens, Sampling sampling) {
        if (maxTokens > 0) {
            call.span().setAttribute(GenAi.MAX_TOKENS, (long) maxTokens);
        }
        call.span().setAttribute(GenAi.TEMPERATURE, sampling.temperature());
        call.span().setAttribute(GenAi.TOP_P, sampling.topP());
        sampling.seed().ifPresent(seed -> call.span().setAttribute(GenAi.SEED, seed));
    }

    private Answer answer(ModelCall call, String asked, Supplier<Answer> start) {
        try (Scope parentOfWhatIsCalled = call.span().makeCurrent()) {
            Answer answer = start.get();
            call.answeredBy(answer.model());
            engines.watch(answer.model());
            return new ObservedAnswer(answer, call, observation.capturesContent());
        } catch (RuntimeException e) {
            call.failed(realName(asked), e);
            throw e;
        }
    }

    @Override
    public Embeddings embed(String model, List<String> texts, Caller caller) {
        return whole("embeddings", model, () -> models.embed(model, texts, caller));
    }

    @Override
    public Reranking rerank(String model, String query, List<String> documents, Caller caller) {
        return whole("rerank", model, () -> models.rerank(model, query, documents, caller));
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        return whole("transcription", request.model(), () -> models.transcribe(request));
    }

    private <T extends Counted> T whole(String operation, String asked, Supplier<T> ask) {
        ModelCall call = new ModelCall(observation, operation, asked);
        try (Scope parentOfWhatIsCalled = call.span().makeCurrent()) {
            T result = ask.get();
            call.answeredBy(result.model());
            call.read(result.tokens());
            return result;
        } catch (RuntimeException e) {
            call.failed(asked, e);
            throw e;
        }
    }

    /** The span ends where the speaking begins: what comes is read at the pace of who listens. */
    @Override
    public Speech speak(SpeechRequest request) {
        ModelCall call = new ModelCall(observation, "speech", request.model());
        try (Scope parentOfWhatIsCalled = call.span().makeCurrent()) {
            Speech speech = models.speak(request);
            call.answeredBy(speech.model());
            call.read(request.text().length());
            return speech;
        } catch (RuntimeException e) {
            call.failed(request.model(), e);
            throw e;
        }
    }

    /** The model whose failure it is, where the caller asked for the default one. */
    private String realName(String asked) {
        return asked.equals(DEFAULT) ? models.status(DEFAULT).name() : asked;
    }
}
