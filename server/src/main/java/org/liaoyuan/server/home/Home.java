package org.liaoyuan.server.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data folder.
 *
 * @param path absolute; created when first used
 */
public record Home(Path path) {

    /** The environment variable that names it. */
    public static final String VARIABLE = "LIAOYUAN_HOME";

    /** Name of the folder of {@link #index()}. */
    public static final String INDEX = "index";

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** {@code LIAOYUAN_HOME}, or {@code ~/.liaoyuan}. */
    public static Home fromEnvironment() {
        String value = System.getenv(VARIABLE);
        return new Home(
                value == null || value.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".liaoyuan")
                        : Path.of(value));
    }

    /** Model files. */
    public Path models() {
        return folder("models");
    }

    /** LoRA adapters, one folder a model. */
    public Path adapters() {
        return folder("adapters");
    }

    /** Files of people, named by their SHA-256. */
    public Path blobs() {
        return folder("blobs");
    }

    /** What is derived from the database and may be deleted while no server runs. */
    public Path index() {
        return folder(INDEX);
    }

    /** Native libraries, one folder a version and platform. */
    public Path natives() {
        return folder("natives");
    }

    /** The embedded database: binaries, data and password. */
    public Path postgres() {
        return folder("postgres");
    }

    /** What wraps the keys that encrypt the secrets in the database; readable by its owner only. Not there where a command does. */
    public Path secretKeyFile() {
        return folder("").resolve("secret.key");
    }

    /** Where a running server says on which port. */
    public Path serverFile() {
        return folder("").resolve("server.json");
    }

    Path lockFile() {
        return folder("").resolve("server.lock");
    }

    private Path folder(String name) {
        Path folder = name.isEmpty() ? path : path.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data folder " + folder + " can't be created; set " + VARIABLE + " to a folder you may write",
                    e);
        }
    }
}
