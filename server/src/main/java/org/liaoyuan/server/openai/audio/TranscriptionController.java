package org.liaoyuan.server.openai.audio;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.audio.AudioFiles;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Callers;
import org.liaoyuan.server.openai.OpenAiDoor;
import org.liaoyuan.server.sse.EventStream;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/audio/transcriptions} and {@code /v1/audio/translations}. The sound is kept nowhere. */
@RestController
@OpenAiDoor
class TranscriptionController {

    private static final String DIARIZED = "diarized_json";
    private static final Set<String> FORMATS = Set.of("json", "text", "srt", "verbose_json", "vtt", DIARIZED);

    private final ModelService models;
    private final AudioFiles files;
    private final Callers callers;
    private final JsonMapper json;

    TranscriptionController(ModelService models, AudioFiles files, Callers callers, JsonMapper json) {
        this.models = models;
        this.files = files;
        this.callers = callers;
        this.json = json;
    }

    @Operation(
            operationId = "createTranscription",
            summary = "Writes down what is said in a sound or video file",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "multipart/form-data",
                                            schema = @Schema(implementation = AudioAsked.Transcription.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description =
                                    "the words; with stream, events transcript.text.delta and transcript.text.done",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = TranscriptText.Verbose.class)),
                                @Content(mediaType = "text/plain"),
                                @Content(mediaType = "text/event-stream")
                            }))
    @PostMapping("/v1/audio/transcriptions")
    void transcribe(HttpServletRequest http, HttpServletResponse response) throws IOException, InterruptedException {
        write(http, response, RecognitionOptions.Task.TRANSCRIBE);
    }

    @Operation(
            operationId = "createTranslation",
            summary = "Writes down in English what is said in a sound or video file",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "multipart/form-data",
                                            schema = @Schema(implementation = AudioAsked.Translation.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the words in English",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = TranscriptText.Verbose.class)),
                                @Content(mediaType = "text/plain")
                            }))
    @PostMapping("/v1/audio/translations")
    void translate(HttpServletRequest http, HttpServletResponse response) throws IOException, InterruptedException {
        write(http, response, RecognitionOptions.Task.TRANSLATE);
    }

    private void write(HttpServletRequest http, HttpServletResponse response, RecognitionOptions.Task task)
            throws IOException, InterruptedException {
        try (AudioForm form = AudioForm.read(http, files.mostBytes())) {
            String model = SoundNames.model(form.text("model"));
            String format = form.optional("response_format").orElse("json");
            boolean diarized = format.equals(DIARIZED);
            if (!FORMATS.contains(format) || diarized && task == RecognitionOptions.Task.TRANSLATE) {
                throw ApiException.invalid(
                        "response_format",
                        "Invalid value for 'response_format': '" + format
                                + "'; expected json, text, srt, verbose_json or vtt, or of transcriptions "
                                + DIARIZED);
            }
            if (!form.all("known_speaker_names").isEmpty()) {
                throw ApiException.unsupported(
                        "known_speaker_names", "Speakers are told apart, not recognised; leave their names out");
            }
            if (form.all("timestamp_granularities").contains("word")) {
                throw ApiException.unsupported(
                        "timestamp_granularities", "Times are known of segments, not of words; ask for segment");
            }
            RecognitionOptions options = options(form, task);
            Caller caller = callers.of(http, model, Purpose.TRANSCRIPTION);
            if (form.flag("stream") && task == RecognitionOptions.Task.TRANSCRIBE) {
                stream(response, form, model, options, caller, diarized);
                return;
            }
            Transcription written = models.transcribe(
                    new TranscriptionRequest(model, clip(form), options, caller, diarized, segment -> {}));
            send(response, format, written, task == RecognitionOptions.Task.TRANSLATE ? "translate" : "transcribe");
        }
    }

    private static RecognitionOptions options(AudioForm form, RecognitionOptions.Task task) {
        try {
            RecognitionOptions options = RecognitionOptions.DEFAULT
                    .withTask(task)
                    .withPrompt(form.optional("prompt").orElse(""));
            // of a translation any language may be the first one
            options = form.optional("language")
                    .map(language -> List.of(language.strip().toLowerCase(java.util.Locale.ROOT)))
                    .map(options::withLanguages)
                    .orElse(task == RecognitionOptions.Task.TRANSLATE ? options.withLanguages(List.of()) : options);
            return new RecognitionOptions(
                    options.languages(), task, options.prompt(), form.number("temperature", 0, 0, 1), options.effort());
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(null, String.valueOf(e.getMessage()));
        }
    }

    private Clip clip(AudioForm form) throws InterruptedException {
        try {
            return files.read(form.file());
        } catch (AudioException e) {
            throw ApiException.invalid("file", "The file can't be used: " + e.getMessage());
        }
    }

    private void send(HttpServletResponse response, String format, Transcription written, String task)
            throws IOException {
        switch (format) {
            case "json" ->
                send(
                        response,
                        MediaType.APPLICATION_JSON_VALUE,
                        json.writeValueAsString(TranscriptText.plain(written)));
            case "verbose_json" ->
                send(
                        response,
                        MediaType.APPLICATION_JSON_VALUE,
                        json.writeValueAsString(TranscriptText.verbose(written, task)));
            case DIARIZED ->
                send(
                        response,
                        MediaType.APPLICATION_JSON_VALUE,
                        json.writeValueAsString(TranscriptText.diarized(written)));
            case "srt" -> send(response, "application/x-subrip", TranscriptText.srt(written));
            case "vtt" -> send(response, "text/vtt", TranscriptText.vtt(written));
            default ->
                send(response, MediaType.TEXT_PLAIN_VALUE, written.transcript().text() + "\n");
        }
    }

    private static void send(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(text);
    }

    /** What fails before the first event is an ordinary error: the file is read before the stream begins. */
    private void stream(
            HttpServletResponse response,
            AudioForm form,
            String model,
            RecognitionOptions options,
            Caller caller,
            boolean diarized)
            throws IOException, InterruptedException {
        Clip clip = clip(form);
        models.status(
                model.equals(ModelService.DEFAULT)
                        ? models.meant(model, Purpose.TRANSCRIPTION).getFirst()
                        : model);
        Thread asking = Thread.currentThread();
        try (EventStream events = new EventStream(response, json, asking::interrupt)) {
            StringBuilder said = new StringBuilder();
            int[] number = {0};
            Transcription written =
                    models.transcribe(new TranscriptionRequest(model, clip, options, caller, diarized, segment -> {
                        String delta = delta(said, segment.text());
                        said.append(delta);
                        events.send(Map.of("type", "transcript.text.delta", "delta", delta));
                        if (diarized) {
                            events.send(TranscriptText.segment(number[0]++, segment));
                        }
                    }));
            events.send(Map.of(
                    "type", "transcript.text.done",
                    "text", written.transcript().text(),
                    "usage", TranscriptText.usage(written)));
        }
    }

    /** Blanks between words, none between Chinese characters. */
    private static String delta(StringBuilder said, String text) {
        boolean blank = !said.isEmpty()
                && !text.isEmpty()
                && said.charAt(said.length() - 1) < 0x2E80
                && text.charAt(0) < 0x2E80;
        return blank ? " " + text : text;
    }
}
