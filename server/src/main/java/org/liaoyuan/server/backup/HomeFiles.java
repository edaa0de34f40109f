package org.liaoyuan.server.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liaoyuan.server.home.Home;

/**
 * The data folder's files that belong in a backup: all but the database's own, what can be fetched or made again and what only a
 * running server means something to. A list of exceptions, so that what later rooms keep there is in it without being named.
 */
final class HomeFiles {

    /** Where a restore builds up what it then moves into place. */
    static final String RESTORING = "restoring";

    private static final Set<String> LEFT_OUT = Set.of(
            "postgres", "models", "natives", Home.INDEX, RESTORING, "server.lock", "server.json", "server.json.new");

    private HomeFiles() {}

    /** Regular files, by their path inside the folder; links are not followed. */
    static List<Path> of(Home home, boolean withSecrets) throws IOException {
        List<Path> found = new ArrayList<>();
        Path root = home.path();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // also the one before it, and one that is about to take its place
                boolean secret = file.toString().startsWith(home.secretKeyFile().toString());
                boolean partial = file.getFileName().toString().endsWith(".part");
                if (attributes.isRegularFile() && !isLeftOut(file) && !partial && (withSecrets || !secret)) {
                    found.add(root.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (isLeftOut(file)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                throw e;
            }

            private boolean isLeftOut(Path path) {
                Path inside = root.relativize(path);
                return inside.getNameCount() == 1 && LEFT_OUT.contains(inside.toString());
            }
        });
        return found.stream().sorted().toList();
    }
}
