package org.liaoyuan.server.voice;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The one voice activity detector of this process, loaded at its first use; it comes with the model that writes down. */
@Component
class Detectors implements DisposableBean {

    private static final String COMES_WITH = "whisper-base";
    private static final String FILE = "silero_vad-6.2.3-py3-none-any.whl";

    private final LocalModelService models;
    private @Nullable SileroModel loaded;
    private boolean closed;

    Detectors(LocalModelService models) {
        this.models = models;
    }

    /**
     * One for a stream of its own.
     *
     * @throws ModelNotReadyException if its file is not here
     */
    synchronized VoiceActivity activity() {
        if (closed) {
            throw new ModelNotReadyException("the server is stopping");
        }
        SileroModel model = loaded;
        if (model == null) {
            Path file = models.fileOf(COMES_WITH).resolveSibling(FILE);
            if (!Files.exists(file)) {
                throw new ModelNotReadyException("the model that hears whether somebody speaks is not here yet;"
                        + " fetch it with ./liaoyuan pull " + COMES_WITH);
            }
            model = SileroModel.load(file);
            loaded = model;
        }
        return model.listen();
    }

    @Override
    public synchronized void destroy() {
        closed = true;
        if (loaded != null) {
            loaded.close();
        }
    }
}
