package org.liaoyuan.server.model.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.PullException;

/** Models that are not in the catalogue: files in the models folder, and files a person names. */
final class OwnModel {

    private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+/[\\w./-]+\\.gguf");
    private static final String ENDING = ".gguf";

    private OwnModel() {}

    /** A file in the models folder. */
    static Catalogue.Model of(Path path) {
        Catalogue.Model model =
                model(path.getFileName().toString(), path.toFile().length(), "", List.of());
        return Purposes.of(path) == Purpose.RERANK ? model.withPurpose(Purpose.RERANK) : model;
    }

    /** A file at a place a person named; the parameters are {@link LocalModels#pullFrom}'s. */
    static Catalogue.Model at(String place, @Nullable String sha256, HttpFetch http) throws InterruptedException {
        if (place.startsWith("https://") || place.startsWith("http://")) {
            if (sha256 == null) {
                throw new PullException("an address needs --sha256: it is how a damaged or exchanged file is noticed");
            }
            return model(fileName(place), 0, sha256, List.of(Source.ofUrl(place)));
        }
        Path path = Path.of(place.startsWith("file:") ? place.substring("file:".length()) : place);
        try {
            if (Files.isRegularFile(path)) {
                GgufFile.read(path);
                String hash = sha256 == null ? Sha256.of(path) : sha256;
                return model(
                        fileName(path.toString()),
                        Files.size(path),
                        hash,
                        List.of(Source.ofFile(path.toAbsolutePath().toString())));
            }
            if (HUB_NAME.matcher(place).matches()) {
                String hash = sha256 == null ? http.hubSha256(place) : sha256;
                return model(fileName(place), 0, hash, List.of(Source.ofUrl(http.hubUrl(place))));
            }
        } catch (IOException | InvalidModelException e) {
            throw new PullException(place + ": " + (e.getMessage() == null ? e : e.getMessage()));
        }
        throw new PullException("'" + place + "' is no model of the catalogue (see liaoyuan models), no file,"
                + " no hub name (owner/repository/file.gguf) and no address");
    }

    private static String fileName(String place) {
        String last = place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
        int query = last.indexOf('?');
        String name = query < 0 ? last : last.substring(0, query);
        if (!name.endsWith(ENDING)) {
            throw new PullException("'" + name + "' does not end in .gguf; models are GGUF files");
        }
        return name;
    }

    private static Catalogue.Model model(String file, long size, String sha256, List<Source> sources) {
        String name = file.substring(0, file.length() - ENDING.length());
        return new Catalogue.Model(
                name, name, Purpose.CHAT, "unknown", file, size, sha256, size * 13 / 10, sources, List.of());
    }
}
