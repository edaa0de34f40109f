package org.liaoyuan.server.model.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineStats;
import org.liaoyuan.engine.Generation;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.RerankModel;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.AdapterStatus;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.ModelStatus.State;
import org.liaoyuan.server.model.Preparation;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.server.model.VoiceInfo;
import org.liaoyuan.sound.recognition.RecognitionOptions.Task;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Every model of the catalogue, every GGUF file and every folder of sherpa-onnx that somebody put into the models folder, and all of them with their adapters. Long, since it is
 * the one face of the parts that know, load, fetch, embed, rank, hear and speak: what they do stands in them.
 */
public final class LocalModels implements LocalModelService {

    private final Home home;
    private final ModelSettings settings;
    private final HttpFetch http;
    private final KnownModels known;
    private final ModelFiles files;
    private final LoadedModels loaded;
    private final Embedder embedder;
    private final Reranker reranker;
    private final LocalSound sound;
    private final EnergyMeter meter;
    private final Adapters adapters;
    private final LocalAdapters localAdapters;

    public LocalModels(Home home, ModelSettings settings) {
        Catalogue catalogue = Catalogue.load();
        SpeechFolders speechFolders = new SpeechFolders(
                home.models(), catalogue.first(Purpose.TRANSCRIPTION).with());
        this.home = home;
        this.adapters = new Adapters(home);
        this.settings = settings;
        this.http = new HttpFetch(settings.hub());
        this.known = new KnownModels(home.models(), catalogue, speechFolders, settings);
        this.files = new ModelFiles(home, catalogue, speechFolders, new Downloader(http, new PackageFetch(Map.of())));
        this.loaded = new LoadedModels(settings);
        this.embedder = new Embedder(loaded::isInUse);
        this.localAdapters = new LocalAdapters(adapters, loaded);
        this.reranker = new Reranker(settings);
        this.meter = EnergyMeter.ofThisMachine(settings);
        this.sound = new LocalSound(home.models(), catalogue, meter, settings.threads());
        known.requireAnswering(settings.defaultModel());
    }

    @Override
    public Answer chat(ChatRequest request) {
        return answer(request.model(), model -> ChatPlan.of(model, request));
    }

    @Override
    public Answer complete(CompletionRequest request) {
        return answer(request.model(), model -> {
            int[] prompt = request.suffix()
                    .map(suffix -> model.tokenizeInfill(request.prompt(), suffix))
                    .orElseGet(() -> model.tokenize(request.prompt(), true, false));
            int limit = request.maxTokens() == 0 ? Integer.MAX_VALUE : request.maxTokens();
            return new ChatPlan(
                    new GenerationRequest(prompt, limit, request.sampling(), request.stop(), request.logprobs()), null);
        });
    }

    private Answer answer(String asked, Function<LlamaModel, ChatPlan> planner) {
        String name = resolve(asked);
        Optional<Adapters.Adapter> adapter = adapter(name);
        LoadedModels.Lease lease = use(adapter.map(Adapters.Adapter::parent).orElse(name));
        try {
            ChatPlan plan = planner.apply(lease.model());
            Generation generation = adapter.isEmpty()
                    ? lease.model().generate(plan.generation())
                    : LocalAdapters.generate(plan.generation(), lease, adapter.get());
            return new LocalAnswer(name, lease, generation, plan.tools(), meter);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Not for an adapter's: others' answers would change adapters for it. */
    @Override
    public Optional<Preparation> prepare(ChatRequest request) {
        String name = resolve(request.model());
        if (adapter(name).isPresent()) {
            return Optional.empty();
        }
        LoadedModels.Lease lease = use(name);
        try {
            int[] beginning = LocalPreparation.beginning(lease.model(), request);
            if (beginning.length == 0) {
                lease.close();
                return Optional.empty();
            }
            return Optional.of(new LocalPreparation(name, lease, lease.model().readAhead(beginning), meter));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** The adapter that a model's name means, if it means one. */
    private Optional<Adapters.Adapter> adapter(String name) {
        return name.contains(":") ? adapters.find(name, known.names()) : Optional.empty();
    }

    @Override
    public Embeddings embed(String model, List<String> texts, Caller caller) {
        if (!model.equals(Embedder.NAME) && !model.equals(DEFAULT)) {
            throw new UnknownModelException(model, List.of(Embedder.NAME));
        }
        long began = System.nanoTime();
        EnergyMeter.Share energy = meter.open(() -> (System.nanoTime() - began) / 1e9);
        try {
            Embeddings embedded = embedder.embed(texts);
            return new Embeddings(
                    embedded.model(), embedded.vectors(), embedded.tokens(), energy.end(), meter.isMeasured());
        } finally {
            energy.end();
        }
    }

    @Override
    public Reranking rerank(String model, String query, List<String> documents, Caller caller) {
        String name = resolve(model);
        if (name.equals(Embedder.NAME) || known.require(name).purpose() != Purpose.RERANK) {
            throw new UnsupportedByModelException("'" + name + "' can't rank documents; name a reranker, such as"
                    + " a GGUF file of bge-reranker-v2-m3 in the models folder, or one of a provider");
        }
        Catalogue.Model wanted = known.require(name);
        Path natives = files.requireNatives(wanted);
        long began = System.nanoTime();
        EnergyMeter.Share energy = meter.open(() -> (System.nanoTime() - began) / 1e9);
        try {
            RerankModel.Relevance relevance =
                    reranker.score(wanted.name(), files.of(wanted), natives, query, documents);
            return new Reranking(
                    wanted.name(), relevance.scores(), relevance.tokens(), energy.end(), meter.isMeasured());
        } finally {
            energy.end();
        }
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        Catalogue.Model model = sounding(request.model(), Purpose.TRANSCRIPTION);
        Optional<SherpaModel> folder = files.speechFolder(model);
        if (folder.isEmpty()) {
            return sound.transcribe(model, request);
        }
        if (request.options().task() == Task.TRANSLATE && !folder.get().kind().translates()) {
            throw new UnsupportedByModelException(
                    "'" + model.name() + "' does not translate; name whisper-base, or another Whisper");
        }
        return sound.transcribe(model, folder.get(), files.requireSpeechLibrary(), request);
    }

    @Override
    public Speech speak(SpeechRequest request) {
        return sound.speak(sounding(request.model(), Purpose.SPEECH), request);
    }

    @Override
    public List<VoiceInfo> voices() {
        return sound.voices();
    }

    @Override
    public VoiceActivity voiceActivity() {
        return sound.voiceActivity();
    }

    /** The model that is meant, with its files here. */
    private Catalogue.Model sounding(String asked, Purpose purpose) {
        Catalogue.Model model = known.requireSounding(asked, purpose);
        files.require(model);
        return model;
    }

    @Override
    public Map<String, EngineStats> load() {
        return loaded.stats();
    }

    @Override
    public List<ModelStatus> models() {
        Set<String> inMemory = new HashSet<>(loaded.names());
        reranker.name().ifPresent(inMemory::add);
        inMemory.addAll(sound.names());
        List<ModelStatus> all = new ArrayList<>();
        addWithAdapters(status(known.requireAnswering(settings.defaultModel()), inMemory), all);
        for (Catalogue.Model model : known.all()) {
            if (!model.name().equals(settings.defaultModel())) {
                addWithAdapters(status(model, inMemory), all);
            }
        }
        all.add(new ModelStatus(
                Embedder.NAME,
                "bge-small-zh v1.5",
                Purpose.EMBEDDING,
                "MIT",
                24_000_000,
                150_000_000,
                false,
                State.PRESENT,
                Optional.empty(),
                Optional.empty()));
        return all;
    }

    private void addWithAdapters(ModelStatus model, List<ModelStatus> all) {
        all.add(model);
        localAdapters.of(model.name()).forEach(adapter -> all.add(model.withAdapter(adapter)));
    }

    @Override
    public List<AdapterStatus> adapters(String model) {
        return localAdapters.of(known.requireAnswering(resolve(model)).name());
    }

    @Override
    public AdapterStatus addAdapter(String model, String file, @Nullable String name) {
        return addAdapter(model, adapters.waiting(file), name);
    }

    @Override
    public AdapterStatus addAdapter(String model, Path file, @Nullable String name) {
        Catalogue.Model parent = known.requireAnswering(resolve(model));
        if (!Files.exists(files.of(parent))) {
            throw new ModelNotReadyException("The model '" + parent.name() + "' is not on this machine yet, and its"
                    + " adapters are checked against it: run ./liaoyuan pull " + parent.name() + " first");
        }
        return localAdapters.add(parent.name(), files.of(parent), file, name);
    }

    @Override
    public void removeAdapter(String model, String name) {
        localAdapters.remove(known.requireAnswering(resolve(model)).name(), name);
    }

    @Override
    public ModelStatus status(String model) {
        String name = resolve(model);
        return models().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(() -> known.unknown(name));
    }

    private ModelStatus status(Catalogue.Model model, Set<String> inMemory) {
        return files.status(model, inMemory.contains(model.name()), model.name().equals(settings.defaultModel()));
    }

    @Override
    public void pull(String model) {
        files.pull(known.require(parent(model)));
    }

    @Override
    public String pullFrom(String place, @Nullable String sha256) throws InterruptedException {
        String name = known.add(place, sha256, http);
        pull(name);
        return name;
    }

    @Override
    public void await(String model) throws InterruptedException {
        files.await(parent(model));
    }

    /** {@code default} is another word for the default model. */
    private String resolve(String name) {
        return name.equals(DEFAULT) ? settings.defaultModel() : name;
    }

    /** The model whose file a name means: an adapter's comes with the model it changes. */
    private String parent(String model) {
        String name = resolve(model);
        return adapter(name).map(Adapters.Adapter::parent).orElse(name);
    }

    @Override
    public List<String> meant(String model, Purpose purpose) {
        if (model.equals(DEFAULT) && purpose == Purpose.EMBEDDING) {
            return List.of(Embedder.NAME);
        }
        if (purpose == Purpose.TRANSCRIPTION || purpose == Purpose.SPEECH) {
            return List.of(known.soundName(model, purpose));
        }
        String name = resolve(model);
        return Stream.of(name, parent(name)).distinct().toList();
    }

    private LoadedModels.Lease use(String name) {
        Catalogue.Model model = known.requireAnswering(name);
        return loaded.use(name, files.of(model), files.requireNatives(model));
    }

    @Override
    public Path buildNatives(Runnable tick) throws InterruptedException {
        NativeBuild build = new NativeBuild(home);
        if (!Files.isDirectory(build.folder())) {
            build.build(tick);
        }
        return build.folder();
    }

    @Override
    public Optional<Path> nativeFolder() {
        return files.nativeFolder();
    }

    @Override
    public Path fileOf(String model) {
        return files.of(known.require(resolve(model)));
    }

    @Override
    public void close() {
        files.close();
        loaded.close();
        reranker.close();
        sound.close();
    }
}
