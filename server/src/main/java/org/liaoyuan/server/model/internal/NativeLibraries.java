package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.liaoyuan.server.home.Home;

/** The folder with llama.cpp's libraries for this platform, fetched at the first need. */
final class NativeLibraries {

    /** Points at another build of the version that the engine binds. */
    static final String VARIABLE = "LIAOYUAN_LLAMA_LIB";

    private static final long MOST_BYTES = 2_000_000_000L;

    private final Home home;
    private final Catalogue catalogue;
    private final Downloader downloader;
    /** The one compiled here, if it is. */
    private final Path built;

    NativeLibraries(Home home, Catalogue catalogue, Downloader downloader) {
        this.home = home;
        this.catalogue = catalogue;
        this.downloader = downloader;
        this.built = new NativeBuild(home).folder();
    }

    /** The folder, if it is here. */
    Optional<Path> present() {
        String other = System.getenv(VARIABLE);
        if (other != null && !other.isBlank()) {
            Path path = Path.of(other).toAbsolutePath();
            return Optional.of(Files.isDirectory(path) ? path : Objects.requireNonNull(path.getParent()));
        }
        if (Files.isDirectory(built)) {
            return Optional.of(built);
        }
        return catalogue.nativeLibrary().map(this::folderOf).filter(Files::isDirectory);
    }

    /** What a call of {@link #folder} would fetch. */
    long missingBytes() {
        return present().isPresent()
                ? 0
                : catalogue.nativeLibrary().map(n -> n.artifact().size()).orElse(0L);
    }

    /** @throws DownloadException if there is none for this platform, or it can't be fetched */
    synchronized Path folder(Progress progress) throws InterruptedException {
        Optional<Path> here = present();
        if (here.isPresent()) {
            return here.get();
        }
        Catalogue.Native library = catalogue
                .nativeLibrary()
                .orElseThrow(() -> new DownloadException("the catalogue has no llama.cpp library for "
                        + Catalogue.platform() + ": build llama.cpp and set " + VARIABLE + " to its folder"));
        Path archive = downloader.fetch(library.artifact(), home.natives(), progress);
        unpack(archive, library.folder(), folderOf(library));
        return folderOf(library);
    }

    private Path folderOf(Catalogue.Native library) {
        return home.natives().resolve(library.version() + "-" + library.platform());
    }

    /** Into a folder beside, then renamed: a half-unpacked one is never used. */
    private static void unpack(Path archive, String inside, Path folder) {
        try {
            Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
            if (Files.exists(fresh)) {
                PackageFetch.deleteRecursively(fresh);
            }
            Files.createDirectory(fresh);
            long room = MOST_BYTES;
            try (InputStream file = Files.newInputStream(archive);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    Path name = Path.of(entry.getName());
                    // only plain files directly in that folder: no path of the archive's making is followed
                    if (!entry.isFile() || !Path.of(inside).equals(name.getParent())) {
                        continue;
                    }
                    room -= entry.getSize();
                    if (room < 0) {
                        throw new IOException("the archive holds more than " + MOST_BYTES + " bytes");
                    }
                    Files.copy(tar, fresh.resolve(name.getFileName().toString()));
                }
            }
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new DownloadException("the native library can't be unpacked from " + archive + ": " + e.getMessage());
        }
    }
}
