package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.PullException;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;

/**
 * Models of sherpa-onnx: each folder in {@code models/speech} is one, and its name is the model's. What was read of a folder is
 * remembered as long as its files stay as they are. Thread-safe.
 */
final class SpeechFolders {

    private static final String FOLDER = "speech";
    private static final int MOST = 100;
    /** Beside the weights; Moonshine base, 75 MB, was measured at 753 MB in all. */
    private static final long PROCESS_BYTES = 600_000_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * A folder as it was read.
     *
     * @param files their names, sizes and times
     * @param model null if it can't be used
     * @param problem why; null if it can
     */
    private record Known(
            String files,
            @Nullable SherpaModel model,
            @Nullable String problem) {}

    private final Path models;
    private final List<Artifact> with;
    private final Map<Path, Known> known = new LinkedHashMap<>();

    /**
     * @param models the models folder
     * @param with what each of them needs beside its own files
     */
    SpeechFolders(Path models, List<Artifact> with) {
        this.models = models;
        this.with = List.copyOf(with);
    }

    /** Those that can be used, and those that can't. */
    synchronized List<Catalogue.Model> models() {
        Path folder = models.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .filter(f -> NAME.matcher(f.getFileName().toString()).matches())
                    .sorted()
                    .limit(MOST)
                    .map(this::model)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be read", new IOException(e));
        }
    }

    private Catalogue.Model model(Path folder) {
        SherpaModel model = read(folder).model();
        String name = folder.getFileName().toString();
        long size = model == null
                ? 0
                : model.files().values().stream()
                        .mapToLong(file -> file.toFile().length())
                        .sum();
        String title = model == null ? name : name + " (" + model.kind().title() + ")";
        return new Catalogue.Model(
                name,
                title,
                Purpose.TRANSCRIPTION,
                "unknown",
                FOLDER + "/" + name,
                size,
                "",
                size * 2 + PROCESS_BYTES,
                List.of(),
                with);
    }

    /** Whether a model is one of these. */
    boolean has(Catalogue.Model model) {
        return model.file().startsWith(FOLDER + "/");
    }

    /** Why a model can't be used; empty if it can. */
    synchronized Optional<String> problem(Catalogue.Model model) {
        return has(model)
                ? Optional.ofNullable(read(models.resolve(model.file())).problem())
                : Optional.empty();
    }

    /** @throws AudioException if it can't be used */
    synchronized SherpaModel open(Catalogue.Model model) {
        Known read = read(models.resolve(model.file()));
        if (read.model() == null) {
            throw new AudioException(String.valueOf(read.problem()));
        }
        return read.model();
    }

    private Known read(Path folder) {
        String files = listing(folder);
        Known before = known.get(folder);
        if (before != null && before.files().equals(files)) {
            return before;
        }
        if (known.size() > MOST) {
            known.clear();
        }
        Known now;
        try {
            now = new Known(files, SherpaModel.read(folder), null);
        } catch (AudioException e) {
            now = new Known(files, null, e.getMessage());
        }
        known.put(folder, now);
        return now;
    }

    private static String listing(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(
                    "\n",
                    files.sorted()
                            .limit(1_000)
                            .map(f -> f.getFileName() + " " + f.toFile().length() + " "
                                    + f.toFile().lastModified())
                            .toList());
        } catch (IOException e) {
            return "absent";
        }
    }

    /** Whether a place that a person names is a folder. */
    static boolean isFolder(String place) {
        try {
            return Files.isDirectory(Path.of(place));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Copies the files that a model needs.
     *
     * @param taken names of other models
     * @return its name
     * @throws PullException if it is no model that is taken, or one of its name is here
     */
    String add(Path folder, List<String> taken) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            throw new PullException(
                    "'" + name + "' is no name for a model; rename the folder to letters, digits, dots, dashes"
                            + " and underscores");
        }
        try {
            SherpaModel model = SherpaModel.read(folder);
            Path parent = Files.createDirectories(models.resolve(FOLDER));
            Path target = parent.resolve(name);
            if (Files.exists(target) || taken.contains(name)) {
                throw new PullException("there is a model '" + name + "' already: give the folder another name"
                        + (Files.exists(target) ? ", or delete " + target : ""));
            }
            Path fresh = Files.createTempDirectory(parent, ".new"); // no name of a model
            try {
                for (Path file : needed(model)) {
                    Files.copy(file, fresh.resolve(file.getFileName().toString()));
                }
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                PackageFetch.deleteRecursively(fresh);
                throw e;
            }
            return name;
        } catch (AudioException e) {
            throw new PullException(String.valueOf(e.getMessage()));
        } catch (FileAlreadyExistsException e) {
            throw new PullException("the model '" + name + "' was put here by somebody else just now");
        } catch (IOException e) {
            throw new PullException("the model in " + folder + " can't be copied: " + e);
        }
    }

    /** Its files, and those that hold the weights of a network too large for one file. */
    private static List<Path> needed(SherpaModel model) throws IOException {
        List<Path> needed = new ArrayList<>(model.files().values());
        try (Stream<Path> files = Files.list(model.folder())) {
            files.filter(Files::isRegularFile)
                    .filter(f ->
                            f.toString().endsWith(".weights") || f.toString().endsWith(".data"))
                    .forEach(needed::add);
        }
        return needed;
    }
}
