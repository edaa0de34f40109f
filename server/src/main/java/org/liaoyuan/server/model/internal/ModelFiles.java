package org.liaoyuan.server.model.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.State;
import org.liaoyuan.server.model.PullException;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;

/** The files of models, and the libraries that run them: what is here, what is fetched, and why one can't be used. Thread-safe. */
final class ModelFiles implements AutoCloseable {

    private final Path folder;
    private final SpeechFolders speechFolders;
    private final Downloader downloader;
    private final NativeLibraries natives;
    private final SpeechLibrary speechLibrary;
    private final Downloads downloads = new Downloads();

    ModelFiles(Home home, Catalogue catalogue, SpeechFolders speechFolders, Downloader downloader) {
        this.folder = home.models();
        this.speechFolders = speechFolders;
        this.downloader = downloader;
        this.natives = new NativeLibraries(home, catalogue, downloader);
        this.speechLibrary = new SpeechLibrary(home, catalogue, downloader);
    }

    Path of(Catalogue.Model model) {
        return folder.resolve(model.file());
    }

    /** @param standard whether it is the one that {@code default} means */
    ModelStatus status(Catalogue.Model model, boolean inMemory, boolean standard) {
        Optional<ModelStatus.Progress> progress = downloads.progress(model.name());
        Optional<String> unfit = speechFolders.problem(model);
        Optional<String> problem = unfit.or(() -> downloads.problem(model.name()));
        State state = inMemory
                ? State.LOADED
                : progress.isPresent()
                        ? State.DOWNLOADING
                        : unfit.isEmpty() && model.isIn(folder)
                                ? State.PRESENT
                                : problem.isPresent() ? State.FAILED : State.ABSENT;
        return new ModelStatus(
                model.name(),
                model.title(),
                model.purpose(),
                model.licence(),
                model.allBytes(),
                model.memory(),
                standard,
                state,
                progress,
                state == State.FAILED ? problem : Optional.empty());
    }

    /** Begins to fetch what is not here, unless it is fetched already. */
    void pull(Catalogue.Model wanted) {
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
                downloader.fetch(artifact, folder, progress);
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
        Stream<Artifact> own = Files.exists(of(model)) ? Stream.empty() : Stream.of(model.artifact());
        Stream<Artifact> others = model.with().stream().filter(a -> !Files.exists(folder.resolve(a.file())));
        return Stream.concat(own, others).toList();
    }

    /** Until a model is fetched, if it is. */
    void await(String name) throws InterruptedException {
        downloads.await(name);
    }

    /** @throws ModelNotReadyException if one of its files is not here */
    void require(Catalogue.Model model) {
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
        if (!model.isIn(folder)) {
            throw new ModelNotReadyException("The model '" + name + "' is not on this machine yet: run ./liaoyuan pull "
                    + name + ", or start its download on the page");
        }
    }

    /** Where llama.cpp's libraries are, if this model is here too. */
    Path requireNatives(Catalogue.Model model) {
        require(model);
        return library(() -> natives.folder(new Progress()));
    }

    /** Where llama.cpp's libraries are, if they are here. */
    Optional<Path> nativeFolder() {
        return natives.present();
    }

    /** What is in a model's folder; empty if it is none of sherpa-onnx. */
    Optional<SherpaModel> speechFolder(Catalogue.Model model) {
        return speechFolders.has(model) ? Optional.of(speechFolders.open(model)) : Optional.empty();
    }

    /** Where sherpa-onnx's library is. */
    Path requireSpeechLibrary() {
        return library(() -> speechLibrary.file(new Progress()));
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

    @Override
    public void close() {
        downloads.close();
    }
}
