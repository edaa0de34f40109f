package org.liaoyuan.server.space.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One look at all that lies in a folder. Follows no link, opens no file. */
public final class FolderWalk extends SimpleFileVisitor<Path> {

    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_LISTED = 1_000;
    private static final int DEEPEST = 40;

    private final Path base;
    private final Consumer<Path> directories;
    private final List<Seen> files = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private int moreLeft;
    private int entries;

    private FolderWalk(Path base, Consumer<Path> directories) {
        this.base = base;
        this.directories = directories;
    }

    /**
     * A file.
     *
     * @param path below the folder, with / between names
     * @param modified nanoseconds since 1970
     */
    public record Seen(String path, Path file, long bytes, long modified) {}

    /** What is left out: a file, or a directory with all that is in it. */
    public record Left(String path, Reason reason) {}

    /**
     * What a look saw.
     *
     * @param moreLeft how many are left out beyond those listed
     * @param unknown directories that could not be read: of what is in them nothing is known
     * @param complete whether all else was looked at
     */
    public record Found(List<Seen> files, List<Left> left, int moreLeft, List<String> unknown, boolean complete) {

        /** Whether a file that was not seen is not there. */
        public boolean isGone(String path) {
            return complete && unknown.stream().noneMatch(place -> path.equals(place) || path.startsWith(place + "/"));
        }
    }

    /**
     * Looks.
     *
     * @param base a real path
     * @param directories told of each one before it is listed
     * @throws IOException if the folder itself can't be read
     */
    public static Found of(Path base, Consumer<Path> directories) throws IOException {
        FolderWalk walk = new FolderWalk(base, directories);
        Files.walkFileTree(base, Set.of(), DEEPEST, walk);
        return new Found(
                List.copyOf(walk.files),
                List.copyOf(walk.left),
                walk.moreLeft,
                List.copyOf(walk.unknown),
                walk.entries <= MOST_ENTRIES);
    }

    /** Below the folder, with / between names on every system. */
    private String path(Path place) {
        return StreamSupport.stream(base.relativize(place).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private FileVisitResult leave(Path place, Reason reason) {
        if (left.size() < MOST_LISTED) {
            left.add(new Left(path(place), reason));
        } else {
            moreLeft++;
        }
        return FileVisitResult.SKIP_SUBTREE;
    }

    private FileVisitResult next() {
        entries++;
        return entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private static Optional<Reason> reason(Path place) {
        Optional<Reason> byName = Reason.ofName(String.valueOf(place.getFileName()));
        try {
            return byName.isEmpty() && Files.isHidden(place) ? Optional.of(Reason.HIDDEN) : byName;
        } catch (IOException e) {
            return byName;
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (!directory.equals(base)) {
            Optional<Reason> reason = reason(directory);
            if (reason.isPresent()) {
                return leave(directory, reason.get());
            }
        }
        directories.accept(directory);
        return next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Optional<Reason> reason = reason(file);
        if (reason.isPresent()) {
            leave(file, reason.get());
        } else if (attributes.isSymbolicLink()) {
            if (!leadsInside(file)) {
                leave(file, Reason.LINK_OUT);
            }
        } else if (attributes.isDirectory()) {
            unknown.add(path(file));
            leave(file, Reason.TOO_DEEP);
        } else if (attributes.isRegularFile()) {
            files.add(new Seen(
                    path(file),
                    file,
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
        } else {
            leave(file, Reason.NO_FILE);
        }
        return next();
    }

    /** What such a link leads to is seen at its own place. */
    private boolean leadsInside(Path link) {
        try {
            return link.toRealPath().startsWith(base);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path place, IOException e) throws IOException {
        if (place.equals(base)) {
            throw e;
        }
        return unknown(place, e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
        if (e != null && directory.equals(base)) {
            throw e;
        }
        return e == null ? FileVisitResult.CONTINUE : unknown(directory, e);
    }

    private FileVisitResult unknown(Path place, IOException e) {
        // one that went in between is gone, and that is known
        if (!(e instanceof NoSuchFileException)) {
            unknown.add(path(place));
            leave(place, Reason.UNREADABLE);
        }
        return next();
    }
}
