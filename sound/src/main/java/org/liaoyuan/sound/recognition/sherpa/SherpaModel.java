package org.liaoyuan.sound.recognition.sherpa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.sherpa.SherpaFiles.Role;

/**
 * A model of sherpa-onnx in its folder, as it is published: {@code tokens.txt}, and networks whose names say what they are
 * ({@code encoder}, {@code decoder}, {@code joiner} …). Of which kind it is, the networks say themselves.
 *
 * @param files what {@code model_config} has in c-api.h, such as {@code sense_voice.model}, and its file; the first is the largest network
 * @param languages that the model says it knows, ISO 639-1; empty if it says none
 */
public record SherpaModel(Path folder, SherpaKind kind, Map<String, Path> files, List<String> languages) {

    private static final String KINDS =
            "SenseVoice, Paraformer, zipformer and NeMo transducers and CTC, WeNet, TeleSpeech, Whisper and Moonshine are taken";

    public SherpaModel {
        languages = List.copyOf(languages);
    }

    /** @throws AudioException if a file is missing, or no kind fits; it says which, and what to do */
    public static SherpaModel read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new AudioException(folder + " is no folder: name the one that holds the model's tokens.txt");
        }
        SherpaFiles files = SherpaFiles.in(folder);
        if (files.isEmpty()) {
            throw new AudioException(
                    "the folder " + folder
                            + " has no networks (*.onnx or *.ort): unpack the model's archive, and give the folder with tokens.txt");
        }
        Map<String, Path> found = new LinkedHashMap<>();
        SherpaKind kind;
        List<String> languages = List.of();
        if (files.has(Role.JOINER)) {
            kind = transducer(files);
            put(found, files, "transducer.encoder", Role.ENCODER);
            put(found, files, "transducer.decoder", Role.DECODER);
            put(found, files, "transducer.joiner", Role.JOINER);
        } else if (files.has(Role.PREPROCESSOR) || files.has(Role.CACHED_DECODER) || files.has(Role.UNCACHED_DECODER)) {
            kind = SherpaKind.MOONSHINE;
            put(found, files, "moonshine.encoder", Role.ENCODER);
            put(found, files, "moonshine.preprocessor", Role.PREPROCESSOR);
            put(found, files, "moonshine.uncached_decoder", Role.UNCACHED_DECODER);
            put(found, files, "moonshine.cached_decoder", Role.CACHED_DECODER);
        } else if (files.has(Role.MERGED_DECODER)) {
            kind = SherpaKind.MOONSHINE;
            put(found, files, "moonshine.encoder", Role.ENCODER);
            put(found, files, "moonshine.merged_decoder", Role.MERGED_DECODER);
        } else if (files.has(Role.ENCODER) || files.has(Role.DECODER)) {
            Path encoder = files.get(Role.ENCODER);
            Path decoder = files.get(Role.DECODER);
            Map<String, String> said = OnnxMetadata.of(encoder);
            kind = pair(said, encoder);
            String part = kind == SherpaKind.WHISPER ? "whisper" : "paraformer";
            found.put(part + ".encoder", encoder);
            found.put(part + ".decoder", decoder);
            languages = kind == SherpaKind.WHISPER ? whisperLanguages(said) : languages;
        } else {
            Path network = files.get(Role.MODEL);
            kind = single(OnnxMetadata.of(network), network);
            found.put(place(kind), network);
        }
        found.put("tokens", files.tokens());
        return new SherpaModel(folder, kind, found, languages);
    }

    private static void put(Map<String, Path> found, SherpaFiles files, String place, Role role) {
        found.put(place, files.get(role));
    }

    private static SherpaKind transducer(SherpaFiles files) {
        Map<String, String> said = OnnxMetadata.of(files.get(Role.ENCODER));
        String type = said.getOrDefault("model_type", "");
        if (type.startsWith("EncDec")) {
            return SherpaKind.NEMO_TRANSDUCER;
        }
        return said.containsKey("decode_chunk_len") || type.equals("lstm")
                ? SherpaKind.STREAMING_TRANSDUCER
                : SherpaKind.TRANSDUCER;
    }

    private static SherpaKind pair(Map<String, String> said, Path encoder) {
        String type = said.getOrDefault("model_type", "");
        if (type.startsWith("whisper")) {
            return SherpaKind.WHISPER;
        }
        if (type.equals("paraformer")) {
            return SherpaKind.STREAMING_PARAFORMER;
        }
        throw unknown(type, encoder);
    }

    private static SherpaKind single(Map<String, String> said, Path network) {
        String type = said.getOrDefault("model_type", "");
        return switch (type) {
            case "sense_voice_ctc" -> SherpaKind.SENSE_VOICE;
            case "paraformer" -> SherpaKind.PARAFORMER;
            case "zipformer2_ctc" ->
                said.containsKey("decode_chunk_len") ? SherpaKind.STREAMING_ZIPFORMER_CTC : SherpaKind.ZIPFORMER_CTC;
            case "wenet_ctc" -> SherpaKind.WENET_CTC;
            case "telespeech_ctc" -> SherpaKind.TELESPEECH_CTC;
            case "EncDecCTCModel", "EncDecCTCModelBPE", "EncDecHybridRNNTCTCBPEModel" -> SherpaKind.NEMO_CTC;
            case "zipformer2" -> {
                if (said.containsKey("decode_chunk_len")) {
                    yield SherpaKind.STREAMING_ZIPFORMER_CTC;
                }
                throw unknown(type, network);
            }
            default -> throw unknown(type, network);
        };
    }

    private static String place(SherpaKind kind) {
        return switch (kind) {
            case SENSE_VOICE -> "sense_voice.model";
            case PARAFORMER -> "paraformer.model";
            case ZIPFORMER_CTC -> "zipformer_ctc.model";
            case STREAMING_ZIPFORMER_CTC -> "zipformer2_ctc.model";
            case NEMO_CTC -> "nemo_ctc.model";
            case WENET_CTC -> "wenet_ctc.model";
            case TELESPEECH_CTC -> "telespeech_ctc";
            default -> throw new IllegalArgumentException(kind + " has several networks");
        };
    }

    private static List<String> whisperLanguages(Map<String, String> said) {
        return said.getOrDefault("is_multilingual", "1").equals("0")
                ? List.of("en")
                : List.of(said.getOrDefault("all_language_codes", "").split(",")).stream()
                        .filter(code -> !code.isEmpty())
                        .toList();
    }

    private static AudioException unknown(String type, Path network) {
        return new AudioException(network + " says model_type '" + type
                + "' of itself, which is no kind of model that is taken here, or not with these files: " + KINDS);
    }
}
