package org.liaoyuan.sound.recognition.sherpa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liaoyuan.sound.AudioException;

/** The files of a model's folder by what they are in the model, which their names say. */
final class SherpaFiles {

    private static final int MOST_FILES = 1_000;

    /** What a file is in a model; in the order in which names are looked through. */
    enum Role {
        JOINER("joiner"),
        PREPROCESSOR("preprocess"),
        UNCACHED_DECODER("uncached_decode"),
        CACHED_DECODER("cached_decode"),
        MERGED_DECODER("merged"),
        ENCODER("encode"),
        DECODER("decode"),
        /** The only network. */
        MODEL("");

        private final String mark;

        Role(String mark) {
            this.mark = mark;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Path folder;
    private final Map<Role, List<Path>> networks = new EnumMap<>(Role.class);
    private final List<Path> tokens = new ArrayList<>();

    private SherpaFiles(Path folder) {
        this.folder = folder;
    }

    static SherpaFiles in(Path folder) {
        SherpaFiles files = new SherpaFiles(folder);
        try (Stream<Path> found = Files.list(folder)) {
            found.limit(MOST_FILES)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> files.add(file, file.getFileName().toString()));
        } catch (IOException e) {
            throw new AudioException("the folder " + folder + " can't be read: " + e, e);
        }
        return files;
    }

    private void add(Path file, String name) {
        if (name.equals("tokens.txt") || name.endsWith("-tokens.txt")) {
            tokens.add(file);
        } else if (name.endsWith(".onnx") || name.endsWith(".ort")) {
            for (Role role : Role.values()) {
                if (name.contains(role.mark)) {
                    networks.computeIfAbsent(role, r -> new ArrayList<>()).add(file);
                    return;
                }
            }
        }
    }

    Path tokens() {
        if (tokens.size() != 1) {
            throw new AudioException("the folder " + folder + " has " + tokens.size()
                    + " files of tokens (tokens.txt, or NAME-tokens.txt), and one is needed: " + names(tokens)
                    + "put there the one that came with the model");
        }
        return tokens.getFirst();
    }

    boolean has(Role role) {
        return networks.containsKey(role);
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    /** The one of 8 bits if there are two: it is the smaller and faster one. */
    Path get(Role role) {
        List<Path> all = networks.getOrDefault(role, List.of());
        if (all.isEmpty()) {
            throw new AudioException("the folder " + folder + " has no " + role.title()
                    + " (a file *.onnx or *.ort with '" + role.mark + "' in its name): copy all files of the model");
        }
        List<Path> small = all.stream()
                .filter(file -> file.getFileName().toString().contains(".int8."))
                .toList();
        Optional<Path> only = Stream.of(small, all)
                .filter(files -> files.size() == 1)
                .map(List::getFirst)
                .findFirst();
        return only.orElseThrow(() -> new AudioException("the folder " + folder + " has " + all.size()
                + " files that may be its " + role.title() + ": " + names(all) + "keep one of them"));
    }

    private static String names(List<Path> files) {
        return files.isEmpty()
                ? ""
                : files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", ", "", "; "));
    }
}
