package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.space.ocr.PictureReader;
import org.liaoyuan.server.space.read.PictureReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The part that reads pictures: fetched when somebody says so ({@code ./liaoyuan pull ppocr-v6}, or the page), in memory while there
 * are pictures to read.
 */
@Component
class PicturePart implements PictureReading {

    /** In the catalogue. */
    static final String MODEL = "ppocr-v6";

    private static final Logger LOG = LoggerFactory.getLogger(PicturePart.class);

    /** Of the processors: answers are what people wait for. */
    private static final int SHARE = 4;

    private final LocalModelService models;
    private @Nullable PictureReader open;

    PicturePart(LocalModelService models) {
        this.models = models;
    }

    boolean isHere() {
        return Files.isRegularFile(models.fileOf(MODEL));
    }

    @Override
    public synchronized Optional<PictureReader> reader() {
        if (open == null && isHere()) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / SHARE);
            try {
                open = PictureReader.open(models.fileOf(MODEL), threads);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("pictures can't be read: delete {} and pull it again", models.fileOf(MODEL), e);
            }
        }
        return Optional.ofNullable(open);
    }

    /** Nothing is to be read just now. */
    @PreDestroy
    synchronized void rest() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
