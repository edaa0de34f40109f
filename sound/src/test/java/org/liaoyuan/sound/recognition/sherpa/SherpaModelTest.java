package org.liaoyuan.sound.recognition.sherpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;

class SherpaModelTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void tokens() throws IOException {
        Files.writeString(folder.resolve("tokens.txt"), "a 0\n");
        Files.writeString(folder.resolve("README.md"), "");
        Files.createDirectory(folder.resolve("test_wavs"));
    }

    private void network(String name, Map<String, String> metadata) throws IOException {
        Files.write(folder.resolve(name), SherpaFixture.onnx(metadata));
    }

    private void network(String name, String type) throws IOException {
        network(name, Map.of("model_type", type));
    }

    @Test
    void ofTwoSizesTheSmallOneIsTaken() throws IOException {
        network("model.onnx", "sense_voice_ctc");
        network("model.int8.onnx", "sense_voice_ctc");

        SherpaModel model = SherpaModel.read(folder);

        assertThat(model.kind()).isEqualTo(SherpaKind.SENSE_VOICE);
        assertThat(model.files())
                .containsEntry("sense_voice.model", folder.resolve("model.int8.onnx"))
                .containsEntry("tokens", folder.resolve("tokens.txt"));
    }

    @Test
    void singleNetworksSayWhatTheyAre() throws IOException {
        Map<String, SherpaKind> kinds = Map.of(
                "paraformer", SherpaKind.PARAFORMER,
                "zipformer2_ctc", SherpaKind.ZIPFORMER_CTC,
                "wenet_ctc", SherpaKind.WENET_CTC,
                "telespeech_ctc", SherpaKind.TELESPEECH_CTC,
                "EncDecCTCModelBPE", SherpaKind.NEMO_CTC);
        for (Map.Entry<String, SherpaKind> kind : kinds.entrySet()) {
            network("model.onnx", kind.getKey());
            assertThat(SherpaModel.read(folder).kind()).isEqualTo(kind.getValue());
        }
    }

    @Test
    void aNetworkForChunksIsAStreamingOne() throws IOException {
        network("ctc-epoch-20-avg-1-chunk-16.onnx", Map.of("model_type", "zipformer2", "decode_chunk_len", "32"));

        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.STREAMING_ZIPFORMER_CTC);
    }

    @Test
    void transducersHaveThreeNetworks() throws IOException {
        network("encoder-epoch-99-avg-1.int8.onnx", "zipformer2");
        network("decoder-epoch-99-avg-1.onnx", Map.of());
        network("joiner-epoch-99-avg-1.onnx", Map.of());
        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.TRANSDUCER);

        network("encoder-epoch-99-avg-1.int8.onnx", Map.of("model_type", "zipformer2", "decode_chunk_len", "64"));
        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.STREAMING_TRANSDUCER);

        network("encoder-epoch-99-avg-1.int8.onnx", "EncDecRNNTBPEModel");
        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.NEMO_TRANSDUCER);
    }

    @Test
    void whisperSaysItsLanguages() throws IOException {
        Files.move(folder.resolve("tokens.txt"), folder.resolve("base-tokens.txt"));
        network("base-encoder.int8.onnx", Map.of("model_type", "whisper-base", "all_language_codes", "en,zh,de"));
        network("base-decoder.int8.onnx", Map.of());

        SherpaModel model = SherpaModel.read(folder);

        assertThat(model.kind()).isEqualTo(SherpaKind.WHISPER);
        assertThat(model.languages()).containsExactly("en", "zh", "de");
        assertThat(model.files()).containsEntry("tokens", folder.resolve("base-tokens.txt"));
    }

    @Test
    void bothFormsOfMoonshineAndAStreamingParaformerAreKnown() throws IOException {
        network("preprocess.onnx", Map.of());
        network("encode.int8.onnx", Map.of());
        network("uncached_decode.int8.onnx", Map.of());
        network("cached_decode.int8.onnx", Map.of());
        SherpaModel first = SherpaModel.read(folder);
        assertThat(first.kind()).isEqualTo(SherpaKind.MOONSHINE);
        assertThat(first.files())
                .containsEntry("moonshine.uncached_decoder", folder.resolve("uncached_decode.int8.onnx"))
                .containsEntry("moonshine.cached_decoder", folder.resolve("cached_decode.int8.onnx"));
        for (String name : new String[] {"preprocess.onnx", "encode.int8.onnx", "uncached_decode.int8.onnx"}) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder.resolve("cached_decode.int8.onnx"));

        network("encoder_model.ort", Map.of());
        network("decoder_model_merged.ort", Map.of());
        SherpaModel second = SherpaModel.read(folder);
        assertThat(second.files()).containsOnlyKeys("moonshine.encoder", "moonshine.merged_decoder", "tokens");
        Files.delete(folder.resolve("encoder_model.ort"));
        Files.delete(folder.resolve("decoder_model_merged.ort"));

        network("encoder.onnx", "paraformer");
        network("decoder.onnx", "paraformer");
        assertThat(SherpaModel.read(folder).kind()).isEqualTo(SherpaKind.STREAMING_PARAFORMER);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertRefused("has no networks");
        network("encoder.onnx", "zipformer2");
        network("joiner.onnx", Map.of());
        assertRefused("has no decoder");
        network("decoder.onnx", Map.of());
        Files.delete(folder.resolve("tokens.txt"));
        assertRefused("has 0 files of tokens");
    }

    @Test
    void whatFitsTwiceIsNamed() throws IOException {
        network("first.onnx", "paraformer");
        network("second.onnx", "paraformer");
        assertRefused("first.onnx, second.onnx");
    }

    @Test
    void anotherKindOfNetworkIsNamed() throws IOException {
        network("model.onnx", "vits");
        assertRefused("says model_type 'vits'");
        network("model.onnx", Map.of());
        assertRefused("says model_type ''");
        Files.writeString(folder.resolve("model.onnx"), "<html>not found</html>");
        assertRefused("is no ONNX network");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> SherpaModel.read(folder))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(why);
    }
}
