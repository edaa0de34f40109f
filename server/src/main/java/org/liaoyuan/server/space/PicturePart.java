package org.liaoyuan.server.space;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.liaoyuan.server.model.LocalModelService;
import org.springframework.stereotype.Component;

/** The part that reads pictures: fetched when somebody says so ({@code ./liaoyuan pull ppocr-v6}, or the page). */
@Component
class PicturePart {

    /** In the catalogue. */
    static final String MODEL = "ppocr-v6";

    private final LocalModelService models;

    PicturePart(LocalModelService models) {
        this.models = models;
    }

    boolean isHere() {
        return file().isPresent();
    }

    /** Where it lies; empty while it is not on this machine. */
    Optional<Path> file() {
        return Optional.of(models.fileOf(MODEL)).filter(Files::isRegularFile);
    }
}
