package org.liaoyuan.engine.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.liaoyuan.engine.EngineException;

/** The llama.cpp functions this engine calls, one handle each, named as in llama.h. */
final class Functions {

    private static final Linker LINKER = Linker.nativeLinker();

    /** Reads or writes a few words and returns: spared the transition to a native thread state. */
    private static final Linker.Option SHORT = Linker.Option.critical(false);

    final MethodHandle version;
    final MethodHandle logSet;
    final MethodHandle backendInit;
    final MethodHandle backendLoadAll;
    final MethodHandle backendRegByName;
    final MethodHandle backendRegProcAddress;
    final MethodHandle threadpoolParamsInit;

    final MethodHandle modelDefaultParams;
    final MethodHandle modelLoad;
    final MethodHandle modelFree;
    final MethodHandle modelVocab;
    final MethodHandle modelTrainedContext;
    final MethodHandle modelEmbeddingSize;
    final MethodHandle modelParameters;
    final MethodHandle modelClasses;
    final MethodHandle modelClassLabel;
    final MethodHandle modelHasEncoder;
    final MethodHandle modelIsRecurrent;
    final MethodHandle modelIsHybrid;

    final MethodHandle vocabSize;
    final MethodHandle vocabIsControl;
    final MethodHandle vocabIsEndOfGeneration;
    final MethodHandle vocabBos;
    final MethodHandle vocabEos;
    final MethodHandle vocabEot;
    final MethodHandle vocabInfillPrefix;
    final MethodHandle vocabInfillSuffix;
    final MethodHandle vocabInfillMiddle;
    final MethodHandle vocabSep;
    final MethodHandle vocabAddsBos;
    final MethodHandle vocabAddsEos;
    final MethodHandle vocabAddsSep;
    final MethodHandle tokenize;
    final MethodHandle detokenize;
    final MethodHandle tokenToPiece;

    final MethodHandle contextDefaultParams;
    final MethodHandle contextInit;
    final MethodHandle contextFree;
    final MethodHandle contextSize;
    final MethodHandle contextMemory;
    final MethodHandle attachThreadpool;
    final MethodHandle setThreads;
    final MethodHandle decode;
    final MethodHandle encode;
    final MethodHandle logits;
    final MethodHandle sequenceEmbedding;
    final MethodHandle memoryRemove;
    final MethodHandle memoryCopy;
    final MethodHandle memoryClear;

    final MethodHandle adapterLoad;
    final MethodHandle adapterFree;
    final MethodHandle adaptersSet;

    final MethodHandle samplerGrammar;
    final MethodHandle samplerApply;
    final MethodHandle samplerAccept;
    final MethodHandle samplerClone;
    final MethodHandle samplerFree;

    Functions(SymbolLookup symbols) {
        Finder f = new Finder(symbols);
        version = f.find("llama_version", FunctionDescriptor.of(ADDRESS));
        logSet = f.find("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        backendInit = f.find("llama_backend_init", FunctionDescriptor.ofVoid());
        backendLoadAll = f.find("ggml_backend_load_all_from_path", FunctionDescriptor.ofVoid(ADDRESS));
        backendRegByName = f.find("ggml_backend_reg_by_name", FunctionDescriptor.of(ADDRESS, ADDRESS));
        backendRegProcAddress =
                f.find("ggml_backend_reg_get_proc_address", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        threadpoolParamsInit = f.find("ggml_threadpool_params_init", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));

        modelDefaultParams = f.find("llama_model_default_params", FunctionDescriptor.of(Layouts.MODEL_PARAMS));
        modelLoad = f.find("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.MODEL_PARAMS));
        modelFree = f.find("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS));
        modelVocab = f.find("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS));
        modelTrainedContext = f.intOf("llama_model_n_ctx_train", ADDRESS);
        modelEmbeddingSize = f.intOf("llama_model_n_embd_out", ADDRESS);
        modelParameters = f.find("llama_model_n_params", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        modelClasses = f.intOf("llama_model_n_cls_out", ADDRESS);
        modelClassLabel = f.find("llama_model_cls_label", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        modelHasEncoder = f.find("llama_model_has_encoder", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelIsRecurrent = f.find("llama_model_is_recurrent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelIsHybrid = f.find("llama_model_is_hybrid", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));

        vocabSize = f.intOf("llama_vocab_n_tokens", ADDRESS);
        vocabIsControl =
                f.find("llama_vocab_is_control", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT), SHORT);
        vocabIsEndOfGeneration =
                f.find("llama_vocab_is_eog", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT), SHORT);
        vocabBos = f.intOf("llama_vocab_bos", ADDRESS);
        vocabEos = f.intOf("llama_vocab_eos", ADDRESS);
        vocabEot = f.intOf("llama_vocab_eot", ADDRESS);
        vocabInfillPrefix = f.intOf("llama_vocab_fim_pre", ADDRESS);
        vocabInfillSuffix = f.intOf("llama_vocab_fim_suf", ADDRESS);
        vocabInfillMiddle = f.intOf("llama_vocab_fim_mid", ADDRESS);
        vocabAddsBos = f.find("llama_vocab_get_add_bos", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        vocabAddsEos = f.find("llama_vocab_get_add_eos", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        vocabAddsSep = f.find("llama_vocab_get_add_sep", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        vocabSep = f.intOf("llama_vocab_sep", ADDRESS);
        tokenize = f.find(
                "llama_tokenize",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN));
        detokenize = f.find(
                "llama_detokenize",
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN));
        tokenToPiece = f.find(
                "llama_token_to_piece",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN));

        contextDefaultParams = f.find("llama_context_default_params", FunctionDescriptor.of(Layouts.CONTEXT_PARAMS));
        contextInit = f.find("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.CONTEXT_PARAMS));
        contextFree = f.find("llama_free", FunctionDescriptor.ofVoid(ADDRESS));
        contextSize = f.intOf("llama_n_ctx", ADDRESS);
        contextMemory = f.find("llama_get_memory", FunctionDescriptor.of(ADDRESS, ADDRESS));
        setThreads = f.find("llama_set_n_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
        attachThreadpool = f.find("llama_attach_threadpool", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        decode = f.intOf("llama_decode", ADDRESS, Layouts.BATCH);
        encode = f.intOf("llama_encode", ADDRESS, Layouts.BATCH);
        logits = f.find("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        sequenceEmbedding = f.find("llama_get_embeddings_seq", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        memoryRemove = f.find(
                "llama_memory_seq_rm", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryCopy = f.find(
                "llama_memory_seq_cp", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryClear = f.find("llama_memory_clear", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));

        adapterLoad = f.find("llama_adapter_lora_init", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        adapterFree = f.find("llama_adapter_lora_free", FunctionDescriptor.ofVoid(ADDRESS));
        adaptersSet = f.intOf("llama_set_adapters_lora", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

        samplerGrammar =
                f.find("llama_sampler_init_grammar", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        samplerApply = f.find("llama_sampler_apply", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        samplerAccept = f.find("llama_sampler_accept", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        samplerClone = f.find("llama_sampler_clone", FunctionDescriptor.of(ADDRESS, ADDRESS));
        samplerFree = f.find("llama_sampler_free", FunctionDescriptor.ofVoid(ADDRESS));
    }

    /** A function that was looked up by address instead of by name. */
    static MethodHandle at(java.lang.foreign.MemorySegment address, FunctionDescriptor type) {
        return LINKER.downcallHandle(address, type);
    }

    private record Finder(SymbolLookup symbols) {

        MethodHandle find(String name, FunctionDescriptor type, Linker.Option... options) {
            return LINKER.downcallHandle(
                    symbols.find(name)
                            .orElseThrow(() -> new EngineException("the llama.cpp library has no function " + name
                                    + ": it is of another version than the one this engine binds, "
                                    + LlamaLibrary.VERSION)),
                    type,
                    options);
        }

        MethodHandle intOf(String name, MemoryLayout... parameters) {
            return find(name, FunctionDescriptor.of(JAVA_INT, parameters));
        }
    }
}
