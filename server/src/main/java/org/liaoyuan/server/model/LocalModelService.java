package org.liaoyuan.server.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.internal.LocalModels;
import org.liaoyuan.sound.vad.VoiceActivity;

/** The models on this machine, for who administers them. Close it: it frees the models' memory and ends downloads. */
public interface LocalModelService extends ModelService, AutoCloseable {

    /**
     * The models of a data folder.
     *
     * @throws UnknownModelException if the settings' default model does not exist
     */
    static LocalModelService open(Home home, ModelSettings settings) {
        return new LocalModels(home, settings);
    }

    /**
     * Starts fetching a model that the catalogue does not have.
     *
     * @param place {@code owner/repository/file.gguf} on the hub, an address, or a path; a folder is a model of sherpa-onnx
     * @param sha256 what the file must have; only a hub name, whose hub says it, and a path may go without
     * @return the name it will have
     * @throws PullException if the place can't be read, or a hash is missing
     */
    String pullFrom(String place, @Nullable String sha256) throws InterruptedException;

    /**
     * Compiles the native library for this machine's processor, if it is not here yet; it is used from the next start on.
     *
     * @param tick called a few times a second meanwhile
     * @return its folder
     * @throws PullException if it can't be compiled; the message says what is missing
     */
    Path buildNatives(Runnable tick) throws InterruptedException;

    /** Where the native library is, if it is here. */
    Optional<Path> nativeFolder();

    /**
     * Where a model's file is, or would be.
     *
     * @throws UnknownModelException if no model has that name
     */
    Path fileOf(String model);

    /** The voices of the models of this machine; empty while none is here. */
    List<VoiceInfo> voices();

    /**
     * Hears whether somebody speaks, in one stream; it comes with what writes down. Close it before this.
     *
     * @throws ModelNotReadyException if its file is not here
     */
    VoiceActivity voiceActivity();

    /**
     * The LoRA adapters of a model, by name.
     *
     * @throws UnknownModelException if no chat model of this machine has that name
     */
    List<AdapterStatus> adapters(String model);

    /**
     * Makes a file of the adapters folder an adapter of a model.
     *
     * @param file its name, no path
     * @param name what the adapter is called; null for the file's name without its ending
     * @throws UnknownModelException if no chat model of this machine has that name
     * @throws ModelNotReadyException if the model's own file is not here to check against
     * @throws org.liaoyuan.engine.InvalidModelException if the file is no adapter of that model
     * @throws IllegalArgumentException if there is no such file, or the name can't be one or is taken
     */
    AdapterStatus addAdapter(String model, String file, @Nullable String name);

    /** The same for a file anywhere on this machine, which is copied: for who may read all of it. */
    AdapterStatus addAdapter(String model, Path file, @Nullable String name);

    /**
     * Removes an adapter: new requests no longer find it, answers under way end as they began.
     *
     * @throws UnknownModelException if the model has no adapter of that name
     */
    void removeAdapter(String model, String name);

    /** Nothing to copy through: what is made here is in no format yet. */
    @Override
    default Optional<RawAnswer> raw(ChatRequest request) {
        return Optional.empty();
    }

    @Override
    default Capabilities capabilities(String model) {
        return Capabilities.LOCAL;
    }

    @Override
    void close();
}
