package org.liaoyuan.server.openai.audio;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liaoyuan.server.audio.AudioFormat;
import org.liaoyuan.server.audio.AudioWriting;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.VoiceInfo;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Bodies;
import org.liaoyuan.server.openai.Callers;
import org.liaoyuan.server.openai.OpenAiDoor;
import org.liaoyuan.server.openai.RequestBody;
import org.liaoyuan.server.sse.EventStream;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SoundSink;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/audio/speech}, sent as it is spoken; and the voices there are. */
@RestController
@OpenAiDoor
class SpeechController {

    /** OpenAI's limit. */
    private static final int MOST_CHARACTERS = 4_096;

    private final ModelService models;
    private final LocalModelService local;
    private final AudioWriting writing;
    private final Bodies bodies;
    private final Callers callers;
    private final JsonMapper json;

    SpeechController(
            ModelService models,
            LocalModelService local,
            AudioWriting writing,
            Bodies bodies,
            Callers callers,
            JsonMapper json) {
        this.models = models;
        this.local = local;
        this.writing = writing;
        this.bodies = bodies;
        this.callers = callers;
        this.json = json;
    }

    @Operation(
            operationId = "createSpeech",
            summary = "Speaks a text",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = AudioAsked.Speech.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description =
                                    "the sound; with stream_format sse, events speech.audio.delta and speech.audio.done",
                            content = {
                                @Content(mediaType = "audio/*", schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = "text/event-stream")
                            }))
    @PostMapping("/v1/audio/speech")
    void speak(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        AudioFormat format = format(body);
        SpeechRequest request = request(body, http);
        boolean events = switch (body.optionalText("stream_format").orElse("audio")) {
            case "audio" -> false;
            case "sse" -> true;
            default -> throw ApiException.invalid("stream_format", "'stream_format' must be audio or sse");
        };
        try (Speech speech = start(request)) {
            // the first piece is waited for before anything is sent: until then an error is an ordinary answer
            Optional<Clip> first = speech.next();
            if (events) {
                events(response, format, speech, first);
            } else {
                response.setContentType(format.mediaType());
                response.setHeader("Cache-Control", "no-store");
                write(format, speech, first, response.getOutputStream());
            }
        }
    }

    private Speech start(SpeechRequest request) {
        try {
            return models.speak(request);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("voice", String.valueOf(e.getMessage()));
        }
    }

    private static AudioFormat format(RequestBody body) {
        String name = body.optionalText("response_format").orElse("mp3");
        return Arrays.stream(AudioFormat.values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "response_format",
                        "Invalid value for 'response_format': '" + name + "'; expected "
                                + Arrays.stream(AudioFormat.values())
                                        .map(f -> f.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private SpeechRequest request(RequestBody body, HttpServletRequest http) {
        String input = body.text("input");
        if (input.isBlank() || input.length() > MOST_CHARACTERS) {
            throw ApiException.invalid(
                    "input",
                    "'input' has " + input.length() + " characters; expected 1 to " + MOST_CHARACTERS
                            + ", not all of them blank");
        }
        String model = SoundNames.model(body.text("model"));
        double speed = body.number("speed", 1, SpeechRequest.SLOWEST, SpeechRequest.FASTEST);
        String pauses = body.optionalText("pauses").orElse("usual");
        return new SpeechRequest(
                model,
                input,
                SoundNames.voice(voice(body)),
                speed,
                SoundNames.pauses(pauses)
                        .orElseThrow(() -> ApiException.invalid(
                                "pauses", "'pauses' is '" + pauses + "'; expected short, usual or long")),
                callers.of(http, model, Purpose.SPEECH));
    }

    /** A name, or an object with an id. */
    private static String voice(RequestBody body) {
        JsonNode voice = body.get("voice");
        JsonNode name = voice.isObject() ? voice.path("id") : voice;
        if (body.has("voice") && !name.isString()) {
            throw ApiException.invalid("voice", "'voice' must be a string");
        }
        return name.asString("");
    }

    private void write(AudioFormat format, Speech speech, Optional<Clip> first, OutputStream out) throws IOException {
        try (SoundSink sink = writing.begin(format, speech.rate(), out)) {
            for (Optional<Clip> piece = first; piece.isPresent(); piece = speech.next()) {
                sink.write(piece.get().samples(), piece.get().length());
            }
        } catch (AudioException e) {
            if (e.getCause() instanceof IOException) {
                return; // who listened has gone
            }
            throw e;
        }
    }

    private void events(HttpServletResponse response, AudioFormat format, Speech speech, Optional<Clip> first)
            throws IOException {
        try (EventStream events = new EventStream(response, json, () -> {})) {
            write(format, speech, first, new Deltas(events));
            int characters = speech.characters();
            events.send(Map.of(
                    "type",
                    "speech.audio.done",
                    "usage",
                    Map.of("input_tokens", characters, "output_tokens", 0, "total_tokens", characters)));
        }
    }

    /** What is written goes out as events, in Base64. */
    private static final class Deltas extends ByteArrayOutputStream {

        private final EventStream events;

        Deltas(EventStream events) {
            this.events = events;
        }

        @Override
        public synchronized void flush() throws IOException {
            if (size() == 0) {
                return;
            }
            String audio = Base64.getEncoder().encodeToString(toByteArray());
            reset();
            if (!events.send(Map.of("type", "speech.audio.delta", "audio", audio))) {
                throw new IOException("who listened has gone");
            }
        }
    }

    @Operation(
            operationId = "listVoices",
            summary = "The voices of the models of this machine",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "none while no model that speaks is here",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Voices.class))))
    @GetMapping("/v1/audio/voices")
    Voices voices() {
        return new Voices("list", local.voices());
    }

    @Schema(name = "VoiceList")
    record Voices(String object, List<VoiceInfo> data) {}
}
