package org.liaoyuan.server.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held while a server runs in a data folder; the system frees it when the process dies, however it dies. */
public final class ServerLock implements AutoCloseable {

    private final FileChannel channel;

    private ServerLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or empty if another server holds it. */
    public static Optional<ServerLock> tryAcquire(Home home) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new ServerLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + home.path() + " can't be taken", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
