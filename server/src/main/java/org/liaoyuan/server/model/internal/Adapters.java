package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.gguf.LoraFile;
import org.liaoyuan.server.home.Home;

/**
 * The adapters folder. {@code adapters/<model>/<name>.gguf} is an adapter of that model, whoever put it there: the folder is
 * the only register. Files right in {@code adapters/} wait to be added.
 */
final class Adapters {

    private static final String ENDING = ".gguf";

    /** No separator and no leading dot: a name never leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final int MOST = 256;

    private final Home home;

    Adapters(Home home) {
        this.home = home;
    }

    /**
     * One of them.
     *
     * @param parent the model it changes
     * @param name within that model
     * @param file where it lies
     */
    record Adapter(String parent, String name, Path file) {

        /** What requests call the model with it. */
        String model() {
            return parent + ":" + name;
        }

        long bytes() {
            return file.toFile().length();
        }
    }

    /** The adapters of a model, by name. */
    List<Adapter> of(String parent) {
        Path folder = folder(parent);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(ENDING))
                    .map(f -> f.substring(0, f.length() - ENDING.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .limit(MOST)
                    .map(name -> new Adapter(parent, name, folder.resolve(name + ENDING)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the adapters folder can't be read", e);
        }
    }

    /**
     * The adapter that a model's name means, if it means one.
     *
     * @param models the names of models that may have adapters
     */
    Optional<Adapter> find(String model, Collection<String> models) {
        return models.stream()
                .filter(parent -> model.startsWith(parent + ":"))
                .flatMap(parent -> find(parent, model.substring(parent.length() + 1)).stream())
                .findFirst();
    }

    /** An adapter of a model by its name. */
    Optional<Adapter> find(String parent, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = folder(parent).resolve(name + ENDING);
        return Files.isRegularFile(file) ? Optional.of(new Adapter(parent, name, file)) : Optional.empty();
    }

    /**
     * The file of that name that waits in the folder.
     *
     * @throws IllegalArgumentException if there is none
     */
    Path waiting(String file) {
        String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
        Path path = home.adapters().resolve(name + ENDING);
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException(
                    "there is no file '" + file + "' in the adapters folder of the data folder;"
                            + " copy it there (name.gguf, of letters, digits, '.', '_' and '-'), or run ./liaoyuan adapter add");
        }
        return path;
    }

    /**
     * Checks a file and copies it into the folder.
     *
     * @param parentFile the model's
     * @param name null for the file's name without its ending
     * @throws org.liaoyuan.engine.InvalidModelException if it is no adapter of that model
     * @throws IllegalArgumentException if the name can't be one or is taken
     */
    Adapter add(String parent, Path parentFile, Path file, @Nullable String name) {
        String chosen = name == null ? nameOf(file) : name;
        if (!NAME.matcher(chosen).matches()) {
            throw new IllegalArgumentException(
                    "the adapter's name is '" + chosen + "'; expected 1 to 64 letters, digits, '.', '_' and '-'");
        }
        if (find(parent, chosen).isPresent()) {
            throw new IllegalArgumentException("'" + parent + "' has an adapter '" + chosen
                    + "' already; choose another name, or remove that one first");
        }
        if (of(parent).size() >= MOST) {
            throw new IllegalArgumentException(
                    "'" + parent + "' has " + MOST + " adapters, the most there can be; remove one first");
        }
        LoraFile.read(file, GgufFile.read(parentFile));
        Adapter added = new Adapter(parent, chosen, folder(parent).resolve(chosen + ENDING));
        copy(file, added.file());
        return added;
    }

    /** Whoever lists the folder meanwhile sees the whole file or none. */
    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Path part = Files.createTempFile(to.getParent(), ".", ".part");
            try {
                Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, to);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the adapter can't be copied to " + to + " (" + e.getMessage() + ")", e);
        }
    }

    void remove(Adapter adapter) {
        try {
            Files.deleteIfExists(adapter.file());
        } catch (IOException e) {
            throw new UncheckedIOException("the adapter can't be removed: " + adapter.file(), e);
        }
    }

    private static String nameOf(Path file) {
        String last = String.valueOf(file.getFileName());
        return last.endsWith(ENDING) ? last.substring(0, last.length() - ENDING.length()) : last;
    }

    /** Models are named by us or after files, so this is one folder down; whatever else they are named, it stays inside. */
    private Path folder(String parent) {
        Path all = home.adapters();
        Path folder = all.resolve(parent).normalize();
        if (!all.equals(folder.getParent())) {
            throw new IllegalArgumentException(
                    "the model '" + parent + "' can't have adapters: no folder can be named so");
        }
        return folder;
    }
}
