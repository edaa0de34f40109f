package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.UnknownModelException;

/**
 * Models by their names: those of the catalogue, each GGUF file and each folder of sherpa-onnx in the models folder, and those that are
 * to be fetched from elsewhere. Thread-safe.
 */
final class KnownModels {

    private final Path folder;
    private final Catalogue catalogue;
    private final SpeechFolders speechFolders;
    private final ModelSettings settings;
    private final Map<String, Catalogue.Model> requested = new ConcurrentHashMap<>();

    /** @param folder the models folder */
    KnownModels(Path folder, Catalogue catalogue, SpeechFolders speechFolders, ModelSettings settings) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.speechFolders = speechFolders;
        this.settings = settings;
    }

    List<Catalogue.Model> all() {
        List<Catalogue.Model> all = new ArrayList<>(catalogue.models());
        try (Stream<Path> files = Files.list(folder)) {
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

    List<String> names() {
        return all().stream().map(Catalogue.Model::name).toList();
    }

    /**
     * Gets to know one that lies elsewhere; a folder of sherpa-onnx is copied.
     *
     * @return its name
     */
    String add(String place, @Nullable String sha256, HttpFetch http) throws InterruptedException {
        if (SpeechFolders.isFolder(place)) {
            return speechFolders.add(Path.of(place), names());
        }
        Catalogue.Model wanted = OwnModel.at(place, sha256, http);
        requested.put(wanted.name(), wanted);
        return wanted.name();
    }

    /** Any but the embedder, which is part of the program. */
    Catalogue.Model require(String name) {
        return all().stream()
                .filter(m -> m.name().equals(name) && m.purpose() != Purpose.EMBEDDING)
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    UnknownModelException unknown(String name) {
        return new UnknownModelException(name, names());
    }

    /** One that answers. */
    Catalogue.Model requireAnswering(String name) {
        Catalogue.Model model = require(name);
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

    /** One that hears or speaks. */
    Catalogue.Model requireSounding(String asked, Purpose purpose) {
        Catalogue.Model model = require(soundName(asked, purpose));
        if (model.purpose() != purpose) {
            throw new UnsupportedByModelException("'" + model.name() + "' "
                    + (purpose == Purpose.SPEECH ? "does not speak" : "does not write down sound") + "; name "
                    + soundName(ModelService.DEFAULT, purpose) + " or one of a provider");
        }
        return model;
    }

    String soundName(String asked, Purpose purpose) {
        if (!asked.equals(ModelService.DEFAULT)) {
            return asked;
        }
        return purpose == Purpose.TRANSCRIPTION && !settings.transcription().isEmpty()
                ? settings.transcription()
                : catalogue.first(purpose).name();
    }
}
