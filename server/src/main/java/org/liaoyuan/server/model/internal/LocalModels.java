package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.liaoyuan.server.model.PullException;
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
 * the one face of the parts that load, fetch, embed, rank, hear and speak: what they do stands in them.
 */
public final class LocalModels implements LocalModelService {

    private final Home home;
    private final ModelSettings settings;
    private final Catalogue catalogue = Catalogue.load();
    private final HttpFetch http;
    private final Downloader downloader;
    private final Map<String, Catalogue.Model> requested = new ConcurrentHashMap<>();
    private final NativeLibraries natives;
    private final Downloads downloads = new Downloads();
    private final LoadedModels loaded;
    private final Embedder embedder;
    private final Reranker reranker;
    private final SpeechFolders speechFolders;
    private final SpeechLibrary speechLibrary;
    private final LocalSound sound;
    private final EnergyMeter meter;
    private final Adapters adapters;
    private final LocalAdapters localAdapters;

    public LocalModels(Home home, ModelSettings settings) {
        this.home = home;
        this.adapters = new Adapters(home);
        this.settings = settings;
        this.http = new HttpFetch(settings.hub());
        this.downloader = new Downloader(http, new PackageFetch(Map.of()));
        this.natives = new NativeLibraries(home, catalogue, downloader);
        this.loaded = new LoadedModels(settings);
        this.embedder = new Embedder(loaded::isInUse);
        this.localAdapters = new LocalAdapters(adapters, loaded);
        this.reranker = new Reranker(settings);
        this.meter = EnergyMeter.ofThisMachine(settings);
        this.speechLibrary = new SpeechLibrary(home, catalogue, downloader);
        this.speechFolders = new SpeechFolders(
                home.models(), catalogue.first(Purpose.TRANSCRIPTION).with());
        this.sound = new LocalSound(home.models(), catalogue, meter, settings.threads());
        requireModel(settings.defaultModel());
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
        return name.contains(":")
                ? adapters.find(
                        name, known().stream().map(Catalogue.Model::name).toList())
                : Optional.empty();
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
        if (name.equals(Embedder.NAME) || requireKnown(name).purpose() != Purpose.RERANK) {
            throw new UnsupportedByModelException("'" + name + "' can't rank documents; name a reranker, such as"
                    + " a GGUF file of bge-reranker-v2-m3 in the models folder, or one of a provider");
        }
        Catalogue.Model wanted = requireKnown(name);
        Path natives = requireHere(wanted);
        long began = System.nanoTime();
        EnergyMeter.Share energy = meter.open(() -> (System.nanoTime() - began) / 1e9);
        try {
            RerankModel.Relevance relevance = reranker.score(wanted.name(), file(wanted), natives, query, documents);
            return new Reranking(
                    wanted.name(), relevance.scores(), relevance.tokens(), energy.end(), meter.isMeasured());
        } finally {
            energy.end();
        }
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        Catalogue.Model model = sounding(request.model(), Purpose.TRANSCRIPTION);
        if (!speechFolders.has(model)) {
            return sound.transcribe(model, request);
        }
        SherpaModel folder = speechFolders.open(model);
        if (request.options().task() == Task.TRANSLATE && !folder.kind().translates()) {
            throw new UnsupportedByModelException(
                    "'" + model.name() + "' does not translate; name whisper-base, or another Whisper");
        }
        return sound.transcribe(model, folder, library(() -> speechLibrary.file(new Progress())), request);
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
        Catalogue.Model model = requireKnown(soundName(asked, purpose));
        if (model.purpose() != purpose) {
            throw new UnsupportedByModelException("'" + model.name() + "' "
                    + (purpose == Purpose.SPEECH ? "does not speak" : "does not write down sound") + "; name "
                    + soundName(DEFAULT, purpose) + " or one of a provider");
        }
        requireFiles(model);
        return model;
    }

    private String soundName(String asked, Purpose purpose) {
        if (!asked.equals(DEFAULT)) {
            return asked;
        }
        return purpose == Purpose.TRANSCRIPTION && !settings.transcription().isEmpty()
                ? settings.transcription()
                : catalogue.first(purpose).name();
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
        addWithAdapters(status(requireModel(settings.defaultModel()), inMemory), all);
        for (Catalogue.Model model : known()) {
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
        return localAdapters.of(requireModel(resolve(model)).name());
    }

    @Override
    public AdapterStatus addAdapter(String model, String file, @Nullable String name) {
        return addAdapter(model, adapters.waiting(file), name);
    }

    @Override
    public AdapterStatus addAdapter(String model, Path file, @Nullable String name) {
        Catalogue.Model parent = requireModel(resolve(model));
        if (!Files.exists(file(parent))) {
            throw new ModelNotReadyException("The model '" + parent.name() + "' is not on this machine yet, and its"
                    + " adapters are checked against it: run ./liaoyuan pull " + parent.name() + " first");
        }
        return localAdapters.add(parent.name(), file(parent), file, name);
    }

    @Override
    public void removeAdapter(String model, String name) {
        localAdapters.remove(requireModel(resolve(model)).name(), name);
    }

    @Override
    public ModelStatus status(String model) {
        String name = resolve(model);
        return models().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow(() -> unknown(name));
    }

    private ModelStatus status(Catalogue.Model model, Set<String> inMemory) {
        Optional<ModelStatus.Progress> progress = downloads.progress(model.name());
        Optional<String> unfit = speechFolders.problem(model);
        Optional<String> problem = unfit.or(() -> downloads.problem(model.name()));
        State state = inMemory.contains(model.name())
                ? State.LOADED
                : progress.isPresent()
                        ? State.DOWNLOADING
                        : unfit.isEmpty() && model.isIn(home.models())
                                ? State.PRESENT
                                : problem.isPresent() ? State.FAILED : State.ABSENT;
        return new ModelStatus(
                model.name(),
                model.title(),
                model.purpose(),
                model.licence(),
                model.allBytes(),
                model.memory(),
                model.name().equals(settings.defaultModel()),
                state,
                progress,
                state == State.FAILED ? problem : Optional.empty());
    }

    @Override
    public void pull(String model) {
        Catalogue.Model wanted = requireKnown(parent(model));
        speechFolders.problem(wanted).ifPresent(problem -> {
            throw new PullException("The model '" + wanted.name() + "' can't be used: " + problem);
        });
        downloads.start(wanted.name(), planned(wanted), progress -> {
            if (wanted.needsNatives()) {
                natives.folder(progress);
            }
            if (speechFolders.has(wanted)) {
                speechLibrary.file(progress);
            }
            for (Artifact artifact : missing(wanted)) {
                downloader.fetch(artifact, home.models(), progress);
            }
        });
    }

    /** Bytes that a pull brings; 0 if the model's size is not known. */
    private long planned(Catalogue.Model wanted) {
        long libraries = wanted.needsNatives()
                ? natives.missingBytes()
                : speechFolders.has(wanted) ? speechLibrary.missingBytes() : 0;
        List<Artifact> missing = missing(wanted);
        boolean unknown = missing.stream().anyMatch(artifact -> artifact.size() == 0);
        return unknown
                ? 0
                : libraries + missing.stream().mapToLong(Artifact::size).sum();
    }

    /** What a pull has to fetch; a file that somebody put here has no source, and needs none. */
    private List<Artifact> missing(Catalogue.Model model) {
        Stream<Artifact> own = Files.exists(file(model)) ? Stream.empty() : Stream.of(model.artifact());
        Stream<Artifact> others =
                model.with().stream().filter(a -> !Files.exists(home.models().resolve(a.file())));
        return Stream.concat(own, others).toList();
    }

    @Override
    public String pullFrom(String place, @Nullable String sha256) throws InterruptedException {
        if (SpeechFolders.isFolder(place)) {
            String name = speechFolders.add(
                    Path.of(place), known().stream().map(Catalogue.Model::name).toList());
            pull(name);
            return name;
        }
        Catalogue.Model wanted = OwnModel.at(place, sha256, http);
        requested.put(wanted.name(), wanted);
        pull(wanted.name());
        return wanted.name();
    }

    @Override
    public void await(String model) throws InterruptedException {
        downloads.await(parent(model));
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
            return List.of(soundName(model, purpose));
        }
        String name = resolve(model);
        return Stream.of(name, parent(name)).distinct().toList();
    }

    private LoadedModels.Lease use(String name) {
        Catalogue.Model model = requireModel(name);
        return loaded.use(name, file(model), requireHere(model));
    }

    private void requireFiles(Catalogue.Model model) {
        String name = model.name();
        speechFolders.problem(model).ifPresent(problem -> {
            throw new ModelNotReadyException("The model '" + name + "' can't be used: " + problem);
        });
        Optional<ModelStatus.Progress> progress = downloads.progress(name);
        if (progress.isPresent()) {
            ModelStatus.Progress p = progress.get();
            String total = p.totalBytes() == 0 ? "" : " of " + p.totalBytes() / 1_000_000;
            throw new ModelNotReadyException("The model '" + name + "' is being downloaded: "
                    + p.doneBytes() / 1_000_000 + total + " MB are here; try again when it is complete");
        }
        if (!model.isIn(home.models())) {
            throw new ModelNotReadyException("The model '" + name + "' is not on this machine yet: run ./liaoyuan pull "
                    + name + ", or start its download on the page");
        }
    }

    /** Where the libraries are, if this model is here too. */
    private Path requireHere(Catalogue.Model model) {
        requireFiles(model);
        return library(() -> natives.folder(new Progress()));
    }

    private static Path library(Fetched fetched) {
        try {
            return fetched.path();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelNotReadyException("The wait for the native library was interrupted");
        } catch (DownloadException e) {
            throw new ModelNotReadyException(String.valueOf(e.getMessage()));
        }
    }

    private interface Fetched {
        Path path() throws InterruptedException;
    }

    private Catalogue.Model requireModel(String name) {
        Catalogue.Model model = requireKnown(name);
        if (model.purpose() == Purpose.RERANK) {
            throw new UnsupportedByModelException(
                    "'" + name + "' ranks documents (POST /v1/rerank) and writes nothing; name a chat model");
        }
        if (!model.needsNatives()) {
            throw new UnsupportedByModelException("'" + name + "' "
                    + switch (model.purpose()) {
                        case OCR -> "reads pictures in personal spaces";
                        case SPEAKERS -> "tells speakers of recordings apart";
                        case TRANSCRIPTION -> "writes down what is said (POST /v1/audio/transcriptions)";
                        default -> "speaks (POST /v1/audio/speech)";
                    }
                    + " and answers nothing; name a chat model");
        }
        return model;
    }

    private Catalogue.Model requireKnown(String name) {
        return known().stream()
                .filter(m -> m.name().equals(name) && m.purpose() != Purpose.EMBEDDING)
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private UnknownModelException unknown(String name) {
        return new UnknownModelException(
                name, known().stream().map(Catalogue.Model::name).toList());
    }

    private List<Catalogue.Model> known() {
        List<Catalogue.Model> all = new ArrayList<>(catalogue.models());
        try (Stream<Path> files = Files.list(home.models())) {
            files.filter(f -> f.toString().endsWith(".gguf"))
                    .filter(f -> catalogue.models().stream()
                            .noneMatch(m -> m.file().equals(f.getFileName().toString())))
                    .sorted()
                    .forEach(f -> all.add(OwnModel.of(f)));
        } catch (IOException e) {
            throw new UncheckedIOException("the models folder can't be read", e);
        }
        // the first of a purpose is the one that the page asks for
        int first = all.indexOf(catalogue.first(Purpose.TRANSCRIPTION));
        speechFolders.models().stream()
                .filter(s -> catalogue.models().stream().noneMatch(m -> m.name().equals(s.name())))
                .forEach(s -> all.add(s.name().equals(settings.transcription()) ? first : all.size(), s));
        requested.values().stream()
                .filter(r -> all.stream().noneMatch(m -> m.name().equals(r.name())))
                .forEach(all::add);
        return all;
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
        return natives.present();
    }

    @Override
    public Path fileOf(String model) {
        return file(requireKnown(resolve(model)));
    }

    private Path file(Catalogue.Model model) {
        return home.models().resolve(model.file());
    }

    @Override
    public void close() {
        downloads.close();
        loaded.close();
        reranker.close();
        sound.close();
    }
}
