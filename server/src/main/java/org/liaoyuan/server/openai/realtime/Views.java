package org.liaoyuan.server.openai.realtime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Errors;
import org.liaoyuan.server.voice.Item;
import org.liaoyuan.server.voice.TurnDetection;
import org.liaoyuan.server.voice.VoiceEvent;
import org.liaoyuan.server.voice.VoiceOptions;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions, items and answers as clients are told of them. */
final class Views {

    private final JsonMapper json;
    private final Dialect dialect;
    private final String session;
    private final String conversation;
    private final long expiresAt;

    Views(JsonMapper json, Dialect dialect, String id, long expiresAt) {
        this.json = json;
        this.dialect = dialect;
        this.session = "sess_" + id;
        this.conversation = "conv_" + id;
        this.expiresAt = expiresAt;
    }

    ObjectNode session(VoiceOptions options, WireOptions wire) {
        return dialect == Dialect.CURRENT ? current(options, wire) : beta(options, wire);
    }

    private ObjectNode current(VoiceOptions options, WireOptions wire) {
        ObjectNode view = json.createObjectNode();
        view.put("type", options.captionsOnly() ? "transcription" : "realtime");
        view.put("object", options.captionsOnly() ? "realtime.transcription_session" : "realtime.session");
        view.put("id", session);
        view.put("expires_at", expiresAt);
        ObjectNode audio = json.createObjectNode();
        ObjectNode input = audio.putObject("input");
        input.set("format", format(wire.input()));
        input.set("transcription", transcription(options, wire));
        input.putNull("noise_reduction");
        input.set("turn_detection", turns(options.turns()));
        if (!options.captionsOnly()) {
            view.put("model", wire.model());
            view.putArray("output_modalities").add(options.spoken() ? "audio" : "text");
            view.put("instructions", options.instructions());
            view.putArray("tools");
            view.put("tool_choice", "auto");
            tokens(view, "max_output_tokens", options);
            view.put("truncation", "auto");
            view.putNull("tracing");
            view.putNull("prompt");
            ObjectNode output = audio.putObject("output");
            output.set("format", format(wire.output()));
            output.put("voice", wire.voice());
            output.put("speed", options.manner().speedOr1());
        }
        view.set("audio", audio);
        view.putNull("include");
        return view;
    }

    private ObjectNode beta(VoiceOptions options, WireOptions wire) {
        ObjectNode view = json.createObjectNode();
        view.put("id", session);
        view.put("object", options.captionsOnly() ? "realtime.transcription_session" : "realtime.session");
        view.put("expires_at", expiresAt);
        view.put("input_audio_format", wire.input().beta);
        view.set("input_audio_transcription", transcription(options, wire));
        view.set("turn_detection", turns(options.turns()));
        modalities(view, options);
        if (!options.captionsOnly()) {
            view.put("model", wire.model());
            view.put("instructions", options.instructions());
            view.put("voice", wire.voice());
            view.put("speed", options.manner().speedOr1());
            view.put("output_audio_format", wire.output().beta);
            view.putArray("tools");
            view.put("tool_choice", "auto");
            if (options.temperature() >= 0) {
                view.put("temperature", options.temperature());
            }
            tokens(view, "max_response_output_tokens", options);
        }
        return view;
    }

    private void modalities(ObjectNode view, VoiceOptions options) {
        ArrayNode list = view.putArray(dialect == Dialect.CURRENT ? "output_modalities" : "modalities");
        if (options.spoken()) {
            list.add("audio");
        }
        if (dialect == Dialect.BETA || !options.spoken()) {
            list.add("text");
        }
    }

    private static void tokens(ObjectNode view, String name, VoiceOptions options) {
        if (options.mostTokens() == 0) {
            view.put(name, "inf");
        } else {
            view.put(name, options.mostTokens());
        }
    }

    private ObjectNode format(SoundFormat format) {
        ObjectNode view = json.createObjectNode().put("type", format.type);
        return format == SoundFormat.PCM ? view.put("rate", format.rate.hertz()) : view;
    }

    private @Nullable ObjectNode transcription(VoiceOptions options, WireOptions wire) {
        if (!wire.transcribed()) {
            return null;
        }
        ObjectNode view = json.createObjectNode().put("model", wire.transcriber());
        if (options.language().isEmpty()) {
            view.putNull("language");
        } else {
            view.put("language", options.language());
        }
        return view.put("prompt", options.vocabulary());
    }

    private @Nullable ObjectNode turns(TurnDetection turns) {
        ObjectNode view = json.createObjectNode();
        switch (turns) {
            case TurnDetection.Off off -> {
                return null;
            }
            case TurnDetection.Silence silence ->
                view.put("type", "server_vad")
                        .put("threshold", silence.threshold())
                        .put("prefix_padding_ms", silence.padding().toMillis())
                        .put("silence_duration_ms", silence.silence().toMillis())
                        .putNull("idle_timeout_ms");
            case TurnDetection.Meaning meaning ->
                view.put("type", "semantic_vad")
                        .put("eagerness", meaning.eagerness().name().toLowerCase(java.util.Locale.ROOT));
        }
        return view.put("create_response", turns.respond()).put("interrupt_response", turns.interrupt());
    }

    ObjectNode item(Item item, String status) {
        ObjectNode view = json.createObjectNode();
        view.put("id", item.id());
        view.put("object", "realtime.item");
        view.put("type", "message");
        view.put("status", status);
        view.put("role", item.role());
        ArrayNode content = view.putArray("content");
        if (item.heard()) {
            ObjectNode part = content.addObject().put("type", "input_audio");
            if (item.text().isEmpty()) {
                part.putNull("transcript");
            } else {
                part.put("transcript", item.text());
            }
        } else if (item.role().equals("assistant")) {
            if (!status.equals("in_progress")) {
                content.addObject()
                        .put("type", dialect.content(item.spoken()))
                        .put(item.spoken() ? "transcript" : "text", item.text());
            }
        } else {
            content.addObject().put("type", "input_text").put("text", item.text());
        }
        return view;
    }

    /** Of an answer's item, while it grows and at its end. */
    ObjectNode part(boolean spoken, String text) {
        return json.createObjectNode().put("type", spoken ? "audio" : "text").put(spoken ? "transcript" : "text", text);
    }

    ObjectNode begun(String id, VoiceOptions options, WireOptions wire) {
        return response(id, "in_progress", options, wire, List.of());
    }

    ObjectNode ended(VoiceEvent.ReplyEnded ended, WireOptions wire) {
        String status = status(ended.outcome());
        ObjectNode view = response(ended.reply(), status, ended.options(), wire, List.of(item(ended)));
        if (ended.outcome() != VoiceEvent.Outcome.COMPLETED) {
            ObjectNode details = json.createObjectNode().put("type", status);
            switch (ended.outcome()) {
                case INTERRUPTED -> details.put("reason", "turn_detected");
                case CANCELLED -> details.put("reason", "client_cancelled");
                case CUT_SHORT -> details.put("reason", "max_output_tokens");
                default -> {}
            }
            if (ended.why() != null) {
                ApiException why = Errors.translate(ended.why());
                details.putObject("error")
                        .put("type", why.type)
                        .put("code", why.code)
                        .put("message", why.getMessage());
            }
            view.set("status_details", details);
        }
        Usage usage = ended.usage();
        if (usage != null) {
            ObjectNode counted = view.putObject("usage");
            counted.put("total_tokens", usage.promptTokens() + usage.completionTokens());
            counted.put("input_tokens", usage.promptTokens());
            counted.put("output_tokens", usage.completionTokens());
            counted.putObject("input_token_details")
                    .put("text_tokens", usage.promptTokens())
                    .put("audio_tokens", 0)
                    .put("cached_tokens", usage.cachedTokens());
            counted.putObject("output_token_details")
                    .put("text_tokens", usage.completionTokens())
                    .put("audio_tokens", 0);
        }
        return view;
    }

    ObjectNode item(VoiceEvent.ReplyEnded ended) {
        boolean whole = ended.outcome() == VoiceEvent.Outcome.COMPLETED;
        return item(
                new Item(
                        ended.item(),
                        "assistant",
                        ended.text(),
                        false,
                        ended.options().spoken()),
                whole ? "completed" : "incomplete");
    }

    private static String status(VoiceEvent.Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> "completed";
            case CUT_SHORT -> "incomplete";
            case INTERRUPTED, CANCELLED -> "cancelled";
            case FAILED -> "failed";
        };
    }

    private ObjectNode response(
            String id, String status, VoiceOptions options, WireOptions wire, List<ObjectNode> output) {
        ObjectNode view = json.createObjectNode();
        view.put("id", id);
        view.put("object", "realtime.response");
        view.put("status", status);
        view.putNull("status_details");
        view.putArray("output").addAll(output);
        view.put("conversation_id", conversation);
        modalities(view, options);
        if (dialect == Dialect.CURRENT) {
            ObjectNode sound = view.putObject("audio").putObject("output");
            sound.set("format", format(wire.output()));
            sound.put("voice", wire.voice());
            tokens(view, "max_output_tokens", options);
        } else {
            view.put("voice", wire.voice());
            view.put("output_audio_format", wire.output().beta);
            tokens(view, "max_output_tokens", options);
        }
        view.putNull("usage");
        view.putNull("metadata");
        return view;
    }

    String conversation() {
        return conversation;
    }
}
