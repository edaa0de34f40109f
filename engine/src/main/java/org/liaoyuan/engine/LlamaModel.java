package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.gguf.LoraFile;
import org.liaoyuan.engine.llama.LlamaLibrary;
import org.liaoyuan.engine.llama.NativeAdapter;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;
import org.liaoyuan.engine.tool.ToolSyntax;

/**
 * A loaded GGUF model with its decode loop. Thread-safe. Loading takes seconds and gigabytes: load once, share, close.
 */
public final class LlamaModel implements AutoCloseable {

    private static final int USUAL_CONTEXT = 8192;
    private static final int MOST_SEQUENCES = 128;
    private static final long CLOSE_MILLIS = 60_000;

    private final NativeModel model;
    private final GgufFile file;
    private final NativeContext context;
    private final DecodeLoop loop;
    private final Thread thread;
    private final PromptWriter prompts;
    private final Grammars grammars;
    private final ToolSyntax toolSyntax;
    private final ModelInfo info;
    private final AtomicReferenceArray<byte @Nullable []> tokenBytes;
    private boolean closed;

    private LlamaModel(NativeModel model, GgufFile file, ModelOptions options) {
        this.model = model;
        this.file = file;
        this.tokenBytes = new AtomicReferenceArray<>(model.vocabulary());
        int trained = model.trainedContext();
        int size = options.contextSize() == 0 ? Math.min(USUAL_CONTEXT, trained) : options.contextSize();
        int cells = Math.max(size, options.kvCells() == 0 ? 2 * size : options.kvCells());
        int sequences = Math.min(MOST_SEQUENCES, options.slots() * 3);
        this.context = NativeContext.forGeneration(model, cells, sequences, options.computeThreads());
        this.loop = new DecodeLoop(
                context,
                new SequencePool(context, sequences, model.canCutSequences()),
                model.vocabulary(),
                this::visibleBytes,
                this::tokenBytes,
                model::isEndOfGeneration,
                size,
                options.slots(),
                options.queueLimit(),
                options.promptLookup() && model.canCutSequences(),
                options.threads() == 0
                        ? ThreadGovernor.upTo(options.computeThreads())
                        : ThreadGovernor.fixed(options.threads()));
        this.grammars = new Grammars(model);
        this.prompts = new PromptWriter(model, file.chatTemplate());
        this.toolSyntax = prompts.toolSyntax();
        this.info = ModelInfo.of(options.path(), file, model, size, prompts.hasChatTemplate());
        this.thread = Thread.ofPlatform().daemon().name("decode-" + info.name()).start(loop);
    }

    /**
     * Checks the file, then loads it.
     *
     * @param natives folder with the llama.cpp libraries (libllama.…, libggml.…), of the version this engine binds
     * @throws InvalidModelException if the file is not a GGUF that can be loaded
     * @throws EngineException if the libraries are missing or of another version, or memory does not suffice
     */
    public static LlamaModel load(Path natives, ModelOptions options) {
        GgufFile file = GgufFile.read(options.path());
        LlamaLibrary library = LlamaLibrary.load(natives);
        NativeModel model = NativeModel.load(library, options.path(), options.gpuLayers());
        try {
            return new LlamaModel(model, file, options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Loads the libraries and says which they are.
     *
     * @return such as {@code llama.cpp 0.5.0}
     * @throws EngineException if they are missing, do not load, or are of another version
     */
    public static String checkNatives(Path natives) {
        LlamaLibrary.load(natives);
        return "llama.cpp " + LlamaLibrary.VERSION;
    }

    /** What the file says of itself and what this instance was loaded with. */
    public ModelInfo info() {
        return info;
    }

    /**
     * @param addSpecial put the model's begin-of-text token first if it wants one
     * @param parseSpecial read markers such as {@code <|im_start|>} as control tokens: only for text the program wrote
     *     itself, never for a person's or a document's
     */
    public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
        return model.tokenize(text, addSpecial, parseSpecial);
    }

    /** The text of these tokens; malformed UTF-8 becomes U+FFFD. Control tokens are left out. */
    public String detokenize(int... tokens) {
        return model.detokenize(tokens);
    }

    /** The bytes of one token; control tokens have their marker's text. */
    public byte[] tokenBytes(int token) {
        return model.tokenBytes(token, true);
    }

    /**
     * The prompt for a conversation by the model's own chat template. Control markers inside message contents stay plain
     * text: a person cannot forge a turn.
     *
     * @throws UnsupportedByModelException if the model has no chat template
     * @throws EngineException if the template refuses the conversation
     */
    public int[] tokenizeChat(List<ChatMessage> messages) {
        return prompts.chat(messages, List.of());
    }

    /**
     * The prompt for a conversation with tools, as the model's chat template tells of them, or in words where it cannot.
     *
     * @throws UnsupportedByModelException if the model has no chat template
     * @throws EngineException if the template refuses the conversation
     */
    public int[] tokenizeChat(List<ChatMessage> messages, List<Tool> tools) {
        return prompts.chat(messages, tools);
    }

    /** How this model writes calls of tools. */
    public ToolSyntax toolSyntax() {
        return toolSyntax;
    }

    /**
     * The prompt to fill in between two pieces of code.
     *
     * @throws UnsupportedByModelException if the model has no fill-in-the-middle tokens
     */
    public int[] tokenizeInfill(String prefix, String suffix) {
        return prompts.infill(prefix, suffix);
    }

    /**
     * Loads a LoRA adapter for requests to choose, beside all others and without reloading the model. Close it when no request
     * shall choose it any more.
     *
     * @param path a GGUF file, as {@code convert_lora_to_gguf.py} of llama.cpp writes it
     * @throws InvalidModelException if it is not a LoRA adapter for this model; the message says what does not fit
     * @throws EngineException if the model is closed
     */
    public LoraAdapter loadAdapter(Path path) {
        LoraFile checked = LoraFile.read(path, file);
        return new LoraAdapter(this, path, checked, NativeAdapter.load(model, path));
    }

    /**
     * Starts an answer.
     *
     * @throws ContextOverflowException if the prompt is longer than the context
     * @throws BusyException if the queue is full
     * @throws EngineException if the constraint's grammar cannot be read, or the adapter is closed
     * @throws IllegalArgumentException if a token of the prompt is not in the vocabulary, or the adapter is another model's
     */
    public Generation generate(GenerationRequest request) {
        model.requireTokens(request.prompt());
        LoraAdapter adapter = request.adapter();
        if (adapter == null) {
            return submit(request);
        }
        if (adapter.model() != this) {
            throw new IllegalArgumentException(
                    "the adapter " + adapter.path() + " was loaded into another model; load it into this one");
        }
        adapter.begin();
        try {
            return submit(request);
        } catch (RuntimeException e) {
            adapter.end();
            throw e;
        }
    }

    /**
     * Reads a prompt while nobody wants anything of the model, so that a request without an adapter that begins with it finds it
     * computed. It says nothing. It ends when it is read, when a request comes, or when eight younger ones wait; what was read
     * stays as long as other prompts do, and its usage tells how much that was.
     *
     * @throws ContextOverflowException if the prompt is longer than the context
     */
    public Generation readAhead(int[] prompt) {
        model.requireTokens(prompt);
        return loop.readAhead(GenerationRequest.of(prompt, 1, Sampling.GREEDY));
    }

    private Generation submit(GenerationRequest request) {
        Constraint constraint = request.constraint();
        if (constraint == null) {
            return loop.submit(request, null);
        }
        TokenConstraint tokens =
                new TokenConstraint(model, grammars, constraint, request.controlAsText(), this::tokenBytes);
        try {
            return loop.submit(request, tokens);
        } catch (RuntimeException e) {
            tokens.close();
            throw e;
        }
    }

    /** The loop's state now. */
    public EngineStats stats() {
        return loop.stats();
    }

    /** The end-of-turn token, if the model has one. */
    public OptionalInt endOfTurn() {
        return model.endOfTurn();
    }

    private byte[] visibleBytes(int token) {
        byte[] known = tokenBytes.get(token);
        if (known == null) {
            known = model.tokenBytes(token, false);
            tokenBytes.set(token, known);
        }
        return known;
    }

    /** Ends every generation with an error, stops the loop, frees the memory. Waits for the batch under way. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.close();
        try {
            if (!thread.join(java.time.Duration.ofMillis(CLOSE_MILLIS))) {
                return; // a batch of a minute: better a leak than memory freed under native code
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        grammars.close();
        context.close();
        model.close();
    }
}
