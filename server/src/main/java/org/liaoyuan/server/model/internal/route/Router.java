package org.liaoyuan.server.model.internal.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.Capabilities.Residency;
import org.liaoyuan.server.model.CapabilityProfiles;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.Preparation;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.internal.remote.Lease;
import org.liaoyuan.server.model.internal.remote.Provider;

/** The one door: finds out who a name stands for, and lets the models of this process or a provider answer. */
public final class Router implements ModelService, AutoCloseable {

    private final LocalModelService local;
    private final Registry registry;
    private final Order order;

    public Router(LocalModelService local, Registry registry, CapabilityProfiles profiles) {
        this.local = local;
        this.registry = registry;
        this.order = new Order(profiles);
    }

    @Override
    public Answer chat(ChatRequest request) {
        return ask(
                request,
                target -> target.isLocal()
                        ? local.chat(words(request).withModel(target.model()))
                        : remote(
                                target,
                                request,
                                true,
                                (provider, lease) -> provider.chat(target.model(), request, lease)));
    }

    /** A model of this process would answer as if the pictures were not there. */
    private static ChatRequest words(ChatRequest request) {
        Needs needs = Needs.of(request);
        if (needs.vision() || needs.audio()) {
            throw new UnsupportedByModelException(
                    "Images and sound are not read by the models of this machine; ask a provider's model that takes them");
        }
        return request;
    }

    /** A target of this process ends the search: what was refused until then rests, so that chat begins with it. */
    @Override
    public Optional<RawAnswer> raw(ChatRequest request) {
        if (request.wire() == null) {
            return Optional.empty();
        }
        return ask(
                        request,
                        target -> target.isLocal()
                                ? new Raw(Optional.empty())
                                : new Raw(Optional.of(remote(
                                        target,
                                        request,
                                        Order.isStream(request),
                                        (provider, lease) -> provider.raw(target.model(), request, lease)))))
                .answer();
    }

    /** Empty for a target of this process. */
    private record Raw(Optional<RawAnswer> answer) implements AutoCloseable {

        @Override
        public void close() {
            answer.ifPresent(RawAnswer::close);
        }
    }

    private <T extends AutoCloseable> T ask(ChatRequest request, Function<Target, T> start) {
        AliasConfig alias = registry.aliases().get(request.model());
        if (alias == null) {
            return Attempts.run(List.of(target(request.model())), start);
        }
        List<Target> targets = alias.targets().stream().map(this::target).toList();
        List<Target> ordered = order.of(request.model(), alias, targets, request);
        return alias.hedgeAfter() == null || ordered.size() < 2
                ? Attempts.run(ordered, start)
                : Hedge.run(ordered, alias.hedgeAfter(), start);
    }

    private Target target(String name) {
        return registry.remote(name)
                .orElseGet(() -> new Target(
                        name, name, null, new Health(name, java.time.Duration.ofSeconds(1)), local.capabilities(name)));
    }

    private interface Call<T> {
        T begin(Provider provider, Lease lease);
    }

    private static <T> T remote(Target target, ChatRequest request, boolean stream, Call<T> call) {
        Place place = java.util.Objects.requireNonNull(target.place());
        Health health = target.health();
        health.requireClosed();
        Runnable leave;
        try {
            leave = place.gate().enter(request.caller());
        } catch (RemoteException e) {
            health.notAsked();
            throw e;
        }
        AtomicBoolean left = new AtomicBoolean();
        Runnable leaveOnce = () -> {
            if (left.compareAndSet(false, true)) {
                leave.run();
            }
        };
        long start = System.nanoTime();
        try {
            T answer = call.begin(place.provider(), failure -> {
                leaveOnce.run();
                failure.ifPresent(health::broke);
            });
            health.began(System.nanoTime() - start, stream);
            return answer;
        } catch (RemoteException e) {
            leaveOnce.run();
            health.failed(e.failure(), System.nanoTime() - start);
            throw e;
        } catch (RuntimeException e) {
            leaveOnce.run();
            health.notAsked();
            throw e;
        }
    }

    /** An alias may come to a provider when it is asked in earnest. */
    @Override
    public Optional<Preparation> prepare(ChatRequest request) {
        return isHere(request.model()) ? local.prepare(request) : Optional.empty();
    }

    @Override
    public Answer complete(CompletionRequest request) {
        if (registry.aliases().containsKey(request.model())
                || registry.remote(request.model()).isPresent()) {
            throw new UnsupportedByModelException(
                    "'" + request.model() + "' answers chats only; text completions are for models of this machine");
        }
        return local.complete(request);
    }

    @Override
    public Embeddings embed(String model, List<String> texts, Caller caller) {
        return once(model, () -> local.embed(model, texts, caller), (provider, name) -> provider.embed(name, texts));
    }

    @Override
    public Reranking rerank(String model, String query, List<String> documents, Caller caller) {
        return once(
                model,
                () -> local.rerank(model, query, documents, caller),
                (provider, name) -> provider.rerank(name, query, documents));
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        return once(
                request.model(),
                () -> local.transcribe(request),
                (provider, name) -> provider.transcribe(request.withModel(name)));
    }

    @Override
    public Speech speak(SpeechRequest request) {
        return once(
                request.model(),
                () -> local.speak(request),
                (provider, name) -> provider.speak(request.withModel(name)));
    }

    /** What has one target: a provider's model, under the provider's name for it, or one of this process. */
    private <T> T once(String model, Supplier<T> here, BiFunction<Provider, String, T> there) {
        return registry.remote(model)
                .map(target -> there.apply(
                        java.util.Objects.requireNonNull(target.place()).provider(), target.model()))
                .orElseGet(here);
    }

    @Override
    public Map<String, EngineStats> load() {
        return local.load();
    }

    @Override
    public List<ModelStatus> models() {
        List<ModelStatus> all = new ArrayList<>(local.models());
        registry.aliases().keySet().forEach(name -> all.add(Statuses.alias(name, capabilities(name))));
        registry.places()
                .values()
                .forEach(place -> place.provider()
                        .config()
                        .models()
                        .forEach(model ->
                                all.add(Statuses.remote(target(place.provider().id() + "/" + model.name())))));
        return all;
    }

    @Override
    public ModelStatus status(String model) {
        return registry.aliases().containsKey(model)
                ? Statuses.alias(model, capabilities(model))
                : registry.remote(model).map(Statuses::remote).orElseGet(() -> local.status(model));
    }

    /** What an alias leads to is whoever's made it: it is open to those to whom the alias is. */
    @Override
    public List<String> meant(String model, ModelStatus.Purpose purpose) {
        return isHere(model) ? local.meant(model, purpose) : List.of(model);
    }

    /** Of an alias: of the target that comes first as things stand; words leave the house if any target that it may come to is outside. */
    @Override
    public Capabilities capabilities(String model) {
        AliasConfig alias = registry.aliases().get(model);
        if (alias == null) {
            return target(model).capabilities();
        }
        return alias.targets().stream()
                .map(this::target)
                .filter(t -> !alias.localOnly() || t.capabilities().residency() == Residency.LOCAL)
                .min(Comparator.comparing(t -> t.health().isResting()))
                .map(Target::capabilities)
                .map(first -> mayLeave(alias) ? first.outside() : first)
                .orElse(Capabilities.LOCAL);
    }

    private boolean mayLeave(AliasConfig alias) {
        return !alias.localOnly()
                && alias.targets().stream()
                        .anyMatch(t -> target(t).capabilities().residency() == Residency.LEAVES_THE_HOUSE);
    }

    @Override
    public void pull(String model) {
        if (isHere(model)) {
            local.pull(model);
        }
    }

    @Override
    public void await(String model) throws InterruptedException {
        if (isHere(model)) {
            local.await(model);
        }
    }

    private boolean isHere(String model) {
        return !registry.aliases().containsKey(model) && registry.remote(model).isEmpty();
    }

    @Override
    public void close() {
        registry.close();
        local.close();
    }
}
