package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.liaoyuan.engine.InvalidModelException;

/**
 * The header of a GGUF file, checked: the file is complete, every tensor lies inside it, and the figures that native code
 * trusts are sane. Reading takes no more memory than the header's texts, however large the file is.
 */
public final class GgufFile {

    private static final int MAGIC = 0x46554747; // "GGUF", little-endian
    private static final long POOLING_RANK = 4;
    private static final int MOST_ALIGNMENT = 1 << 20;

    private final long bytes;
    private final Map<String, Object> metadata;
    private final List<TensorInfo> tensors;
    private final long data;

    private GgufFile(long bytes, Map<String, Object> metadata, List<TensorInfo> tensors, long data) {
        this.bytes = bytes;
        this.metadata = metadata;
        this.tensors = tensors;
        this.data = data;
    }

    /**
     * Reads a model.
     *
     * @throws InvalidModelException if the file is not a complete GGUF of version 2 or 3, or not a model
     */
    public static GgufFile read(Path path) {
        return read(path, (file, in) -> new GgufSanity(file, in).check());
    }

    /** Reads any complete GGUF: what is in it is for the caller to check. */
    static GgufFile readAny(Path path) {
        return read(path, (file, in) -> {});
    }

    private static GgufFile read(Path path, BiConsumer<GgufFile, GgufInput> check) {
        try (GgufInput in = new GgufInput(path)) {
            int magic = in.readInt("the magic number");
            if (magic != MAGIC) {
                throw in.invalid("it does not begin with GGUF");
            }
            int version = in.readInt("the version");
            if (version != 2 && version != 3) {
                throw in.invalid("it has version " + Integer.toUnsignedString(version)
                        + (Integer.reverseBytes(version) == 3 ? " (big-endian)" : "") + "; versions 2 and 3 are read");
            }
            long tensorCount = in.readCount(in.size(), "the number of tensors");
            long entryCount = in.readCount(in.size(), "the number of metadata entries");
            Map<String, Object> metadata = new MetadataReader(in).read(entryCount);
            int alignment = alignment(in, metadata);
            TensorReader tensorReader = new TensorReader(in);
            List<TensorInfo> tensors = tensorReader.read(tensorCount, alignment);
            long data = tensorReader.checkPlaces(tensors, alignment);
            GgufFile file = new GgufFile(in.size(), metadata, tensors, data);
            check.accept(file, in);
            return file;
        } catch (IOException e) {
            throw new InvalidModelException("the file can't be read: " + path + " (" + e.getMessage() + ")", e);
        }
    }

    private static int alignment(GgufInput in, Map<String, Object> metadata) {
        Object value = metadata.getOrDefault("general.alignment", 32L);
        if (value instanceof Long n && n > 0 && n <= MOST_ALIGNMENT && Long.bitCount(n) == 1) {
            return n.intValue();
        }
        throw in.invalid("general.alignment is " + value + "; expected a power of two up to " + MOST_ALIGNMENT);
    }

    /** A text of the metadata. */
    public Optional<String> string(String key) {
        return metadata.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A whole number of the metadata. */
    public OptionalLong integer(String key) {
        return metadata.get(key) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Size of the file. */
    public long bytes() {
        return bytes;
    }

    /** The model family, e.g. {@code qwen2}. */
    public String architecture() {
        return string("general.architecture").orElseThrow();
    }

    /** What the file calls itself. */
    public Optional<String> name() {
        return string("general.name");
    }

    /** The Jinja template that turns a conversation into a prompt. */
    public Optional<String> chatTemplate() {
        return string("tokenizer.chat_template");
    }

    /** The prompt that a model which judges documents was trained with, where it was trained with one. */
    public Optional<String> rerankTemplate() {
        return string("tokenizer.chat_template.rerank");
    }

    /** Whether the model judges how well a document answers a query: it then has a head that gives a number for a text. */
    public boolean ranks() {
        OptionalLong pooling = integer(string("general.architecture").orElse("") + ".pooling_type");
        return pooling.isPresent()
                ? pooling.getAsLong() == POOLING_RANK
                : tensors.stream()
                        .anyMatch(t -> t.name().equals("cls.weight") || t.name().equals("cls.output.weight"));
    }

    Optional<Object> value(String key) {
        return Optional.ofNullable(metadata.get(key));
    }

    /** Where the tensors' offsets count from, in bytes. */
    long data() {
        return data;
    }

    List<TensorInfo> tensors() {
        return tensors;
    }
}
