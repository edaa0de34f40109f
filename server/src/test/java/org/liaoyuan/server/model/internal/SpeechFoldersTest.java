package org.liaoyuan.server.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelSettings;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.ModelStatus.State;
import org.liaoyuan.server.model.PullException;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.io.Wav;
import org.liaoyuan.sound.recognition.RecognitionOptions;

/** A folder of sherpa-onnx is a model by its name; the one here is Moonshine base for English, and what it hears is its own example. */
class SpeechFoldersTest {

    private static final String NAME = "moonshine-base-en";
    private static final String MOONSHINE = "moonshine_cpp-0.1.4-py3-none-manylinux2014_x86_64.whl";
    private static final String INSIDE = "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/";

    @TempDir
    private Path folder;

    private Home home;
    private Path given;
    private Clip clip;

    @BeforeEach
    void create() throws IOException {
        Path models = TestParts.models();
        if (System.getenv("CI") == null) {
            assumeTrue(Files.exists(models.resolve(MOONSHINE)), MOONSHINE + " is absent: ./liaoyuan test fetches it");
        }
        home = new Home(folder.resolve("home"));
        Path silero = Path.of("silero_vad-6.2.3-py3-none-any.whl");
        Files.createSymbolicLink(home.models().resolve(silero), models.resolve(silero));
        Path wheel = Path.of("sherpa_onnx_core-2.0.1-py3-none-manylinux2014_x86_64.whl");
        Files.copy(models.resolve(wheel), home.natives().resolve(wheel));
        given = Files.createDirectories(folder.resolve("downloads").resolve(NAME));
        try (ZipFile zip = new ZipFile(models.resolve(MOONSHINE).toFile())) {
            for (String name : List.of("encoder_model.ort", "decoder_model_merged.ort")) {
                Files.write(given.resolve(name), bytes(zip, "models/base-en/" + name));
            }
            Files.writeString(given.resolve("tokens.txt"), tokens(bytes(zip, "models/base-en/tokenizer.bin")));
            clip = Wav.read(new ByteArrayInputStream(bytes(zip, "test-data/beckett.wav")), Wav.MOST_SAMPLES)
                    .mono();
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(INSIDE + name)).readAllBytes();
    }

    private static String tokens(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StringBuilder lines = new StringBuilder();
        for (int id = 0; in.hasRemaining(); id++) {
            int length = in.get() & 0xFF;
            byte[] token = new byte[length < 128 ? length : length - 128 + 128 * (in.get() & 0xFF)];
            in.get(token);
            lines.append(Base64.getEncoder().encodeToString(token))
                    .append(' ')
                    .append(id)
                    .append('\n');
        }
        return lines.toString();
    }

    private LocalModels models(String transcription) {
        return new LocalModels(
                home, new ModelSettings(TestParts.MODEL, transcription, 512, 4, 64, 1, 0, 1, 8, "http://127.0.0.1:1"));
    }

    private TranscriptionRequest request(String model) {
        return new TranscriptionRequest(model, clip, RecognitionOptions.DEFAULT, Caller.LOCAL);
    }

    @Test
    void aFolderThatIsAddedIsAModelByItsNameAndTheDefaultWhereTheSettingsSaySo() throws InterruptedException {
        try (LocalModels models = models(NAME)) {
            assertThatThrownBy(() -> models.transcribe(request(ModelService.DEFAULT)))
                    .isInstanceOf(UnknownModelException.class)
                    .hasMessageContaining(NAME);

            assertThat(models.pullFrom(given.toString(), null)).isEqualTo(NAME);
            models.await(NAME);

            ModelStatus status = models.status(NAME);
            assertThat(status.state()).isEqualTo(State.PRESENT);
            assertThat(status.purpose()).isEqualTo(Purpose.TRANSCRIPTION);
            assertThat(status.title()).isEqualTo(NAME + " (Moonshine)");
            assertThat(status.sizeBytes()).isGreaterThan(60_000_000);
            assertThat(models.meant(ModelService.DEFAULT, Purpose.TRANSCRIPTION))
                    .containsExactly(NAME);
            assertThat(models.models().stream().filter(model -> model.purpose() == Purpose.TRANSCRIPTION))
                    .extracting(ModelStatus::name)
                    .containsExactly(NAME, "whisper-base");
            Transcription written = models.transcribe(request(ModelService.DEFAULT));
            assertThat(written.model()).isEqualTo(NAME);
            assertThat(written.transcript().text().toLowerCase(Locale.ROOT))
                    .startsWith("ever tried")
                    .contains("try again")
                    .endsWith("fail better.");
            assertThat(models.status(NAME).state()).isEqualTo(State.LOADED);
        }
    }

    @Test
    void aFolderThatWasPutThereIsAModelBesideTheOthers() throws IOException {
        Path place = Files.createDirectories(home.models().resolve("speech").resolve("mine"));
        for (String name : List.of("encoder_model.ort", "decoder_model_merged.ort", "tokens.txt")) {
            Files.copy(given.resolve(name), place.resolve(name));
        }
        try (LocalModels models = models("")) {
            assertThat(models.meant(ModelService.DEFAULT, Purpose.TRANSCRIPTION))
                    .containsExactly("whisper-base");
            assertThat(models.transcribe(request("mine")).transcript().text()).isNotBlank();
            assertThatThrownBy(() -> models.transcribe(new TranscriptionRequest(
                            "mine",
                            clip,
                            RecognitionOptions.DEFAULT.withTask(RecognitionOptions.Task.TRANSLATE),
                            Caller.LOCAL)))
                    .isInstanceOf(UnsupportedByModelException.class)
                    .hasMessageContaining("'mine' does not translate");

            Files.writeString(place.resolve("decoder_model_merged.ort"), "exchanged for a file that is no network");
            assertThatThrownBy(() -> models.transcribe(request("mine")))
                    .isInstanceOf(ModelNotReadyException.class)
                    .hasMessageContaining("mine did not load: sherpa-onnx ended, and said: ");
        }
    }

    @Test
    void aFolderThatCantBeUsedSaysWhy() throws IOException {
        Path place = Files.createDirectories(home.models().resolve("speech").resolve("half"));
        Files.copy(given.resolve("encoder_model.ort"), place.resolve("encoder_model.ort"));
        try (LocalModels models = models("")) {
            assertThat(models.status("half").state()).isEqualTo(State.FAILED);
            assertThat(models.status("half").problem())
                    .hasValueSatisfying(problem ->
                            assertThat(problem).contains(place.toString()).contains("has no decoder"));
            assertThatThrownBy(() -> models.transcribe(request("half")))
                    .isInstanceOf(ModelNotReadyException.class)
                    .hasMessageContaining("'half' can't be used: the folder ");
            assertThatThrownBy(() -> models.pullFrom(place.toString(), null)).isInstanceOf(PullException.class);
        }
    }
}
