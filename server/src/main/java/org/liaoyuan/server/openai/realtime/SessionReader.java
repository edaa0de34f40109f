package org.liaoyuan.server.openai.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.audio.SoundNames;
import org.liaoyuan.server.voice.TurnDetection;
import org.liaoyuan.server.voice.VoiceOptions;
import org.liaoyuan.sound.synthesis.PauseStyle;
import tools.jackson.databind.JsonNode;

/** Reads what a client wants its session, or one answer, to be: either way of writing it, whichever dialect it speaks otherwise. */
final class SessionReader {

    private static final String NO_TOOLS =
            "Tools can't be called in a conversation by voice yet; leave 'tools' out or empty";

    private final List<UnaryOperator<VoiceOptions>> voice = new ArrayList<>();
    private final List<UnaryOperator<WireOptions>> wire = new ArrayList<>();

    private SessionReader() {}

    /** @throws ApiException if it can't be so */
    static SessionReader session(JsonNode json) {
        SessionReader reader = new SessionReader();
        reader.read(Fields.of(json, "session"));
        return reader;
    }

    /** @throws ApiException if it can't be so */
    static SessionReader response(JsonNode json) {
        SessionReader reader = new SessionReader();
        Fields fields = Fields.of(json, "response");
        fields.refuse(
                "input", "An answer to other items than the conversation's can't be asked for; leave 'input' out");
        if (fields.text("conversation").filter("none"::equals).isPresent()) {
            throw ApiException.unsupported(
                    "response.conversation", "Each answer is part of the conversation; leave 'conversation' out");
        }
        reader.answers(fields);
        fields.object("audio").flatMap(audio -> audio.object("output")).ifPresent(reader::output);
        return reader;
    }

    VoiceOptions change(VoiceOptions options) {
        VoiceOptions changed = options;
        for (UnaryOperator<VoiceOptions> each : voice) {
            try {
                changed = each.apply(changed);
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("session", String.valueOf(e.getMessage()));
            }
        }
        return changed;
    }

    WireOptions change(WireOptions options) {
        WireOptions changed = options;
        for (UnaryOperator<WireOptions> each : wire) {
            changed = each.apply(changed);
        }
        return changed;
    }

    private void read(Fields session) {
        answers(session);
        input(session, "input_audio_format", "input_audio_transcription");
        session.object("audio").ifPresent(audio -> {
            audio.object("input").ifPresent(input -> input(input, "format", "transcription"));
            audio.object("output").ifPresent(this::output);
        });
        format(session, "output_audio_format").ifPresent(f -> wire.add(w -> w.withOutput(f)));
        session.text("model").ifPresent(model -> {
            String meant = RealtimeNames.model(model);
            voice.add(o -> {
                if (!o.captionsOnly() && !o.model().equals(meant)) {
                    throw ApiException.invalid(
                            "session.model", "The model is chosen when a session begins: connect anew with ?model=");
                }
                return o;
            });
        });
    }

    /** What of a session an answer may have otherwise. */
    private void answers(Fields fields) {
        fields.refuse("tools", NO_TOOLS);
        fields.refuse("prompt", "There are no stored prompts here; send 'instructions'");
        fields.text("instructions").ifPresent(text -> voice.add(o -> new Edit(o).instructions(text)));
        for (String name : List.of("max_output_tokens", "max_response_output_tokens")) {
            fields.tokens(name).ifPresent(most -> voice.add(o -> new Edit(o).mostTokens(most)));
        }
        if (fields.json().has("temperature")) {
            double temperature = fields.number("temperature", -1, 0, 2);
            voice.add(o -> new Edit(o).temperature(temperature));
        }
        for (String name : List.of("output_modalities", "modalities")) {
            JsonNode list = fields.json().path(name);
            if (!list.isMissingNode() && !list.isNull()) {
                boolean spoken = spoken(list, fields.name(name));
                voice.add(o -> new Edit(o).spoken(spoken));
            }
        }
        output(fields);
    }

    private static boolean spoken(JsonNode list, String path) {
        boolean spoken = false;
        if (!list.isArray() || list.isEmpty()) {
            throw ApiException.invalid(path, "'" + path + "' must be [\"audio\"] or [\"text\"]");
        }
        for (JsonNode each : list) {
            switch (each.asString("")) {
                case "audio" -> spoken = true;
                case "text" -> {}
                default -> throw ApiException.invalid(path, "'" + path + "' must be [\"audio\"] or [\"text\"]");
            }
        }
        return spoken;
    }

    private void output(Fields output) {
        JsonNode named = output.json().path("voice");
        Optional<String> name =
                named.isObject() ? Fields.of(named, output.name("voice")).text("id") : output.text("voice");
        name.ifPresent(asked -> {
            voice.add(o -> new Edit(o).voice(SoundNames.voice(asked)));
            wire.add(w -> w.withVoice(asked));
        });
        if (output.json().has("speed")) {
            double speed = output.number("speed", 1, SpeechRequest.SLOWEST, SpeechRequest.FASTEST);
            voice.add(o -> new Edit(o).speed(speed));
        }
        output.text("pauses").ifPresent(asked -> {
            PauseStyle pauses = SoundNames.pauses(asked)
                    .orElseThrow(() -> ApiException.invalid(
                            output.name("pauses"),
                            "'" + output.name("pauses") + "' is '" + asked + "'; expected short, usual or long"));
            voice.add(o -> new Edit(o).pauses(pauses));
        });
        format(output, "format").ifPresent(f -> wire.add(w -> w.withOutput(f)));
    }

    private void input(Fields input, String formatName, String transcriptionName) {
        format(input, formatName).ifPresent(f -> wire.add(w -> w.withInput(f)));
        if (input.isNull(transcriptionName)) {
            wire.add(w -> w.withTranscription(false, w.transcriber()));
        }
        input.object(transcriptionName).ifPresent(this::transcription);
        if (input.isNull("turn_detection")) {
            voice.add(o -> new Edit(o).turns(new TurnDetection.Off()));
        }
        input.object("turn_detection").ifPresent(fields -> {
            TurnDetection turns = turns(fields);
            voice.add(o -> new Edit(o).turns(turns));
        });
    }

    private void transcription(Fields fields) {
        String asked = fields.text("model").orElse("whisper-1");
        String model = SoundNames.model(asked);
        String language = fields.text("language").orElse("").toLowerCase(Locale.ROOT);
        String prompt = fields.text("prompt").orElse("");
        voice.add(o -> new Edit(o).listener(model, language, prompt));
        wire.add(w -> w.withTranscription(true, asked));
    }

    private static Optional<SoundFormat> format(Fields fields, String name) {
        JsonNode value = fields.json().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String path = fields.name(name);
        String asked = value.isObject() ? Fields.of(value, path).required("type") : value.asString("");
        SoundFormat format = SoundFormat.of(asked)
                .orElseThrow(() -> ApiException.invalid(
                        path,
                        "'" + path + "' must be audio/pcm (pcm16), audio/pcmu (g711_ulaw) or audio/pcma (g711_alaw)"));
        int rate = (int) (value.isObject() ? Fields.of(value, path).number("rate", format.rate.hertz(), 1, 1e6) : 0);
        if (rate != 0 && rate != format.rate.hertz()) {
            throw ApiException.invalid(
                    path + ".rate", "'" + path + ".rate' must be " + format.rate.hertz() + " for " + format.type);
        }
        return Optional.of(format);
    }

    private static TurnDetection turns(Fields fields) {
        boolean respond = fields.flag("create_response", true);
        boolean interrupt = fields.flag("interrupt_response", true);
        String type = fields.required("type");
        return switch (type) {
            case "server_vad" -> {
                fields.refuse("idle_timeout_ms", "Nobody is prompted to go on; leave 'idle_timeout_ms' out");
                yield new TurnDetection.Silence(
                        fields.number("threshold", TurnDetection.DEFAULT_THRESHOLD, 0.01, 0.99),
                        Duration.ofMillis((long) fields.number("prefix_padding_ms", 300, 0, 2_000)),
                        Duration.ofMillis((long) fields.number("silence_duration_ms", 500, 0, 8_000)),
                        respond,
                        interrupt);
            }
            case "semantic_vad" -> new TurnDetection.Meaning(eagerness(fields), respond, interrupt);
            default ->
                throw ApiException.invalid(
                        fields.name("type"),
                        "'" + fields.name("type") + "' is '" + type + "'; expected server_vad or semantic_vad");
        };
    }

    private static TurnDetection.Eagerness eagerness(Fields fields) {
        return switch (fields.text("eagerness").orElse("auto")) {
            case "low" -> TurnDetection.Eagerness.LOW;
            case "medium", "auto" -> TurnDetection.Eagerness.MEDIUM;
            case "high" -> TurnDetection.Eagerness.HIGH;
            default ->
                throw ApiException.invalid(
                        fields.name("eagerness"),
                        "'" + fields.name("eagerness") + "' must be low, medium, high or auto");
        };
    }
}
