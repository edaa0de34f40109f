package org.liaoyuan.sound.recognition.sherpa.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The structs of sherpa-onnx 2.0.1 (c-api.h) as 64-bit C compilers lay them out, without the first part of their names; they belong
 * to this one version, and {@link Library} refuses any other.
 */
final class Layouts {

    private static final StructLayout FEATURES = struct("feat_config", integer("sample_rate"), integer("feature_dim"));

    private static final StructLayout HOMOPHONES = pointers("hr", "dict_dir", "lexicon", "rule_fsts");

    private static final StructLayout FINITE_STATES =
            struct("ctc_fst_decoder_config", pointer("graph"), integer("max_active"));

    private static final StructLayout OFFLINE_MODEL = struct(
            "model_config",
            pointers("transducer", "encoder", "decoder", "joiner"),
            pointers("paraformer", "model"),
            pointers("nemo_ctc", "model"),
            struct(
                    "whisper",
                    pointer("encoder"),
                    pointer("decoder"),
                    pointer("language"),
                    pointer("task"),
                    integer("tail_paddings"),
                    integer("enable_token_timestamps"),
                    integer("enable_segment_timestamps")),
            pointers("tdnn", "model"),
            pointer("tokens"),
            integer("num_threads"),
            integer("debug"),
            pointer("provider"),
            pointer("model_type"),
            pointer("modeling_unit"),
            pointer("bpe_vocab"),
            pointer("telespeech_ctc"),
            struct("sense_voice", pointer("model"), pointer("language"), integer("use_itn")),
            pointers("moonshine", "preprocessor", "encoder", "uncached_decoder", "cached_decoder", "merged_decoder"),
            pointers("fire_red_asr", "encoder", "decoder"),
            pointers("dolphin", "model"),
            pointers("zipformer_ctc", "model"),
            struct(
                    "canary",
                    pointer("encoder"),
                    pointer("decoder"),
                    pointer("src_lang"),
                    pointer("tgt_lang"),
                    integer("use_pnc")),
            pointers("wenet_ctc", "model"),
            pointers("omnilingual", "model"),
            pointers("medasr", "model"),
            struct(
                    "funasr_nano",
                    pointer("encoder_adaptor"),
                    pointer("llm"),
                    pointer("embedding"),
                    pointer("tokenizer"),
                    pointer("system_prompt"),
                    pointer("user_prompt"),
                    integer("max_new_tokens"),
                    number("temperature"),
                    number("top_p"),
                    integer("seed"),
                    pointer("language"),
                    integer("itn"),
                    pointer("hotwords")),
            pointers("fire_red_asr_ctc", "model"),
            struct(
                    "qwen3_asr",
                    pointer("conv_frontend"),
                    pointer("encoder"),
                    pointer("decoder"),
                    pointer("tokenizer"),
                    integer("max_total_len"),
                    integer("max_new_tokens"),
                    number("temperature"),
                    number("top_p"),
                    integer("seed"),
                    pointer("hotwords")),
            struct(
                    "cohere_transcribe",
                    pointer("encoder"),
                    pointer("decoder"),
                    pointer("language"),
                    integer("use_punct"),
                    integer("use_itn")));

    /** OfflineRecognizerConfig. */
    static final StructLayout OFFLINE = struct(
            "offline",
            FEATURES,
            OFFLINE_MODEL,
            struct("lm_config", pointer("model"), number("scale")),
            pointer("decoding_method"),
            integer("max_active_paths"),
            pointer("hotwords_file"),
            number("hotwords_score"),
            pointer("rule_fsts"),
            pointer("rule_fars"),
            number("blank_penalty"),
            HOMOPHONES,
            FINITE_STATES);

    private static final StructLayout ONLINE_MODEL = struct(
            "model_config",
            pointers("transducer", "encoder", "decoder", "joiner"),
            pointers("paraformer", "encoder", "decoder"),
            pointers("zipformer2_ctc", "model"),
            pointer("tokens"),
            integer("num_threads"),
            pointer("provider"),
            integer("debug"),
            pointer("model_type"),
            pointer("modeling_unit"),
            pointer("bpe_vocab"),
            pointer("tokens_buf"),
            integer("tokens_buf_size"),
            pointers("nemo_ctc", "model"),
            pointers("t_one_ctc", "model"));

    /** OnlineRecognizerConfig. */
    static final StructLayout ONLINE = struct(
            "online",
            FEATURES,
            ONLINE_MODEL,
            pointer("decoding_method"),
            integer("max_active_paths"),
            integer("enable_endpoint"),
            number("rule1_min_trailing_silence"),
            number("rule2_min_trailing_silence"),
            number("rule3_min_utterance_length"),
            pointer("hotwords_file"),
            number("hotwords_score"),
            FINITE_STATES,
            pointer("rule_fsts"),
            pointer("rule_fars"),
            number("blank_penalty"),
            pointer("hotwords_buf"),
            integer("hotwords_buf_size"),
            HOMOPHONES);

    /** OfflineRecognizerResult, as far as it is read. */
    static final StructLayout OFFLINE_RESULT = struct(
            "result",
            pointer("text"),
            pointer("timestamps"),
            integer("count"),
            pointer("tokens"),
            pointer("tokens_arr"),
            pointer("json"),
            pointer("lang"),
            pointer("emotion"),
            pointer("event"),
            pointer("durations"),
            pointer("ys_log_probs"));

    /** OnlineRecognizerResult. */
    static final StructLayout ONLINE_RESULT = struct(
            "result",
            pointer("text"),
            pointer("tokens"),
            pointer("tokens_arr"),
            pointer("timestamps"),
            integer("count"),
            pointer("json"));

    private Layouts() {}

    private static MemoryLayout pointer(String name) {
        return ADDRESS.withName(name);
    }

    private static MemoryLayout integer(String name) {
        return JAVA_INT.withName(name);
    }

    private static MemoryLayout number(String name) {
        return JAVA_FLOAT.withName(name);
    }

    private static StructLayout pointers(String name, String... members) {
        MemoryLayout[] layouts = new MemoryLayout[members.length];
        for (int i = 0; i < members.length; i++) {
            layouts[i] = pointer(members[i]);
        }
        return struct(name, layouts);
    }

    /** Each member at the next multiple of its alignment, and the whole one of the largest, as C has it. */
    private static StructLayout struct(String name, MemoryLayout... members) {
        List<MemoryLayout> all = new ArrayList<>();
        long size = 0;
        long alignment = 1;
        for (MemoryLayout member : members) {
            size = pad(all, size, member.byteAlignment()) + member.byteSize();
            all.add(member);
            alignment = Math.max(alignment, member.byteAlignment());
        }
        pad(all, size, alignment);
        return MemoryLayout.structLayout(all.toArray(MemoryLayout[]::new)).withName(name);
    }

    private static long pad(List<MemoryLayout> all, long size, long alignment) {
        long missing = (alignment - size % alignment) % alignment;
        if (missing > 0) {
            all.add(MemoryLayout.paddingLayout(missing));
        }
        return size + missing;
    }
}
