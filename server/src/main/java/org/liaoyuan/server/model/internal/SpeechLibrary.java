package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.sherpa.SherpaLibrary;

/** Sherpa-onnx's library for this platform, fetched at the first need. */
final class SpeechLibrary {

    private final Home home;
    private final Catalogue catalogue;
    private final Downloader downloader;

    SpeechLibrary(Home home, Catalogue catalogue, Downloader downloader) {
        this.home = home;
        this.catalogue = catalogue;
        this.downloader = downloader;
    }

    /** What a call of {@link #file} would fetch. */
    long missingBytes() {
        return catalogue
                .speechLibrary()
                .filter(library -> !Files.exists(fileOf(library)))
                .map(Catalogue.Native::size)
                .orElse(0L);
    }

    /** @throws DownloadException if there is none for this platform, or it can't be fetched */
    synchronized Path file(Progress progress) throws InterruptedException {
        Catalogue.Native library = catalogue
                .speechLibrary()
                .orElseThrow(() -> new DownloadException("the catalogue has no sherpa-onnx library for "
                        + Catalogue.platform() + ": use another model, such as whisper-base"));
        if (!Files.exists(fileOf(library))) {
            Path wheel = downloader.fetch(library.artifact(), home.natives(), progress);
            try {
                SherpaLibrary.unpack(wheel, folderOf(library));
                Files.deleteIfExists(wheel);
            } catch (AudioException | IOException e) {
                throw new DownloadException(String.valueOf(e.getMessage()));
            }
        }
        return fileOf(library);
    }

    private Path fileOf(Catalogue.Native library) {
        return SherpaLibrary.in(folderOf(library));
    }

    private Path folderOf(Catalogue.Native library) {
        return home.natives().resolve("sherpa-onnx-" + library.version() + "-" + library.platform());
    }
}
