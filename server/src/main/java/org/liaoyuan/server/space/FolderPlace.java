package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.springframework.stereotype.Component;

/** Which folders of this machine may be followed. */
@Component
class FolderPlace {

    private static final int LONGEST = 1_000;

    private final WatchSettings settings;
    private final Home home;

    FolderPlace(WatchSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    /** Below it folders may be named on the page; null for nowhere. */
    @Nullable
    String root() {
        return settings.root().isBlank() ? null : settings.root();
    }

    /**
     * The real place of a folder that is named on the page. What is not below the root is refused before it is looked at, so that
     * nobody learns what is there.
     *
     * @throws IllegalArgumentException if it is not below the root, or is no folder
     */
    Path named(String path) {
        String root = root();
        if (root == null) {
            throw new IllegalArgumentException("no folder may be named here: liaoyuan.space.watch.root is not set");
        }
        try {
            Path wanted = Path.of(path.strip());
            if (!wanted.isAbsolute()
                    || !wanted.normalize()
                            .startsWith(Path.of(root).toAbsolutePath().normalize())) {
                throw outside(path);
            }
            Path real = wanted.toRealPath();
            if (!isAllowed(real, false)) {
                throw outside(path);
            }
            if (!Files.isDirectory(real) || real.toString().length() > LONGEST) {
                throw new IllegalArgumentException("path is " + path + ", which is no folder; name one");
            }
            return real;
        } catch (InvalidPathException e) {
            throw outside(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("path is " + path + ", which is not there or can't be read", e);
        }
    }

    private IllegalArgumentException outside(String path) {
        return new IllegalArgumentException("path is " + path + "; expected a folder below " + root()
                + " (liaoyuan.space.watch.root) that does not lead out of it and is not the server's own");
    }

    /**
     * Whether a real place may be followed: below the root where it does not stand in the configuration, and never this server's own
     * data, which would grow by being followed.
     */
    boolean isAllowed(Path real, boolean configured) {
        Path own = realOrSame(home.path());
        if (real.startsWith(own) || own.startsWith(real)) {
            return false;
        }
        String root = root();
        return configured || root != null && real.startsWith(realOrSame(Path.of(root)));
    }

    private static Path realOrSame(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** By which a directory is known again; null where the system has nothing of the kind. */
    static @Nullable String key(Path directory) throws IOException {
        Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return key == null ? null : key.toString();
    }
}
