package org.liaoyuan.server.model.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.server.ledger.Allowance;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.ledger.Budgets;
import org.liaoyuan.server.ledger.Charge;
import org.liaoyuan.server.ledger.EnergyPrices;
import org.liaoyuan.server.ledger.Entry;
import org.liaoyuan.server.ledger.Operation;
import org.liaoyuan.server.ledger.Outcome;
import org.liaoyuan.server.ledger.Payer;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.Counted;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Preparation;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;

/** Models on somebody's account: budgets are looked at before and during an answer, and every request leaves one row. */
final class MeteredModels implements ModelService.Around, AutoCloseable {

    /** Stands in the row for a name that no model has: it may be anything. */
    private static final String UNKNOWN = "unknown";

    private final ModelService models;
    private final Budgets budgets;
    private final EnergyPrices prices;
    private final Set<MeteredAnswer> running = ConcurrentHashMap.newKeySet();

    MeteredModels(ModelService models, Budgets budgets, EnergyPrices prices) {
        this.models = models;
        this.budgets = budgets;
        this.prices = prices;
    }

    @Override
    public ModelService inner() {
        return models;
    }

    @Override
    public Answer chat(ChatRequest request) {
        return answer(request.caller(), request.model(), Operation.CHAT, () -> models.chat(request));
    }

    @Override
    public Optional<RawAnswer> raw(ChatRequest request) {
        Booking booking = booking(request.caller(), request.model(), Operation.CHAT);
        try {
            booking.allowance().requireSomeLeft();
            return models.raw(request).map(a -> new MeteredRaw(a, booking, prices));
        } catch (RuntimeException e) {
            booking.settleUnanswered(e);
            throw e;
        }
    }

    /** One that can't be begun leaves no row: nobody asked for it. */
    @Override
    public Optional<Preparation> prepare(ChatRequest request) {
        Booking booking = booking(request.caller(), request.model(), Operation.PREPARATION);
        try {
            booking.allowance().requireSomeLeft();
            Optional<Preparation> reading = models.prepare(request);
            if (reading.isPresent()) {
                return Optional.of(new MeteredPreparation(reading.get(), booking, prices));
            }
        } catch (RuntimeException e) {
            booking.allowance().discard();
            throw e;
        }
        booking.allowance().discard();
        return Optional.empty();
    }

    @Override
    public Answer complete(CompletionRequest request) {
        return answer(request.caller(), request.model(), Operation.COMPLETION, () -> models.complete(request));
    }

    private Answer answer(Caller caller, String alias, Operation operation, Supplier<Answer> start) {
        Booking booking = booking(caller, alias, operation);
        MeteredAnswer answer;
        try {
            booking.allowance().requireSomeLeft();
            answer = new MeteredAnswer(start.get(), booking, prices, running::remove);
        } catch (RuntimeException e) {
            booking.settleUnanswered(e);
            throw e;
        }
        running.add(answer);
        answer.begin();
        return answer;
    }

    @Override
    public Embeddings embed(String model, List<String> texts, Caller caller) {
        return whole(caller, model, Operation.EMBEDDING, () -> models.embed(model, texts, caller));
    }

    @Override
    public Reranking rerank(String model, String query, List<String> documents, Caller caller) {
        return whole(caller, model, Operation.RERANK, () -> models.rerank(model, query, documents, caller));
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        return whole(request.caller(), request.model(), Operation.TRANSCRIPTION, () -> models.transcribe(request));
    }

    private <T extends Counted> T whole(Caller caller, String alias, Operation operation, Supplier<T> call) {
        Booking booking = booking(caller, alias, operation);
        try {
            booking.allowance().requireSomeLeft();
            T result = call.get();
            Charge charge = prices.charge(result.joules(), result.measured(), 0, booking.at());
            booking.settle(result.model(), Outcome.STOP, result.tokens(), 0, 0, Optional.empty(), charge);
            return result;
        } catch (RuntimeException e) {
            booking.settleUnanswered(e);
            throw e;
        }
    }

    @Override
    public Speech speak(SpeechRequest request) {
        Booking booking = booking(request.caller(), request.model(), Operation.SPEECH);
        try {
            booking.allowance().requireSomeLeft();
            return new MeteredSpeech(models.speak(request), booking, prices);
        } catch (RuntimeException e) {
            booking.settleUnanswered(e);
            throw e;
        }
    }

    private Booking booking(Caller caller, String alias, Operation operation) {
        return new Booking(budgets.open(payer(caller)), alias, operation, Instant.now(), System.nanoTime());
    }

    private static Payer payer(Caller caller) {
        return new Payer(caller.key(), caller.person(), caller.organisation());
    }

    /** A request that is to be booked, once. */
    record Booking(Allowance allowance, String alias, Operation operation, Instant at, long began) {

        void settle(
                String model, Outcome outcome, int in, int out, int cached, Optional<Duration> first, Charge charge) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            allowance.settle(new Entry(
                    UUID.randomUUID(),
                    at,
                    allowance.payer(),
                    alias,
                    model,
                    operation,
                    outcome,
                    in,
                    out,
                    cached,
                    first,
                    took,
                    charge));
        }

        void settleUnanswered(RuntimeException e) {
            boolean refused = e instanceof BudgetExceededException
                    || e instanceof BusyException
                    || e instanceof ContextOverflowException
                    || e instanceof ModelNotReadyException
                    || e instanceof UnknownModelException;
            Booking named = e instanceof UnknownModelException ? withAlias(UNKNOWN) : this;
            named.settle("", refused ? Outcome.REFUSED : Outcome.ERROR, 0, 0, 0, Optional.empty(), Charge.NONE);
        }

        private Booking withAlias(String other) {
            return new Booking(allowance, other, operation, at, began);
        }
    }

    /** Ends the models; answers that were being made are booked as they are. */
    @Override
    public void close() throws Exception {
        if (models instanceof AutoCloseable closeable) {
            closeable.close();
        }
        running.forEach(MeteredAnswer::close);
    }
}
