package org.liaoyuan.server.openai.realtime;

import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Errors;
import org.liaoyuan.server.voice.Item;
import org.liaoyuan.server.voice.NotNowException;
import org.liaoyuan.server.voice.VoiceEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what happens in a conversation as the events of a dialect. Used by the conversation's thread. */
final class ServerEvents {

    private final JsonMapper json;
    private final Dialect dialect;
    private final Views views;
    private final Consumer<ObjectNode> events;
    /** Of the answer that is under way. */
    private @Nullable SoundOut sound;

    private boolean spoken;
    private @Nullable String previous;

    ServerEvents(JsonMapper json, Dialect dialect, Views views, Consumer<ObjectNode> events) {
        this.json = json;
        this.dialect = dialect;
        this.views = views;
        this.events = events;
    }

    ObjectNode event(String type) {
        return json.createObjectNode()
                .put("type", type)
                .put(
                        "event_id",
                        "event_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }

    /** All events but sound, which {@link #deltas} makes. */
    void tell(VoiceEvent happened, WireOptions wire) {
        switch (happened) {
            case VoiceEvent.SpeechStarted started ->
                send(event("input_audio_buffer.speech_started")
                        .put("audio_start_ms", started.millis())
                        .put("item_id", started.item()));
            case VoiceEvent.SpeechStopped stopped ->
                send(event("input_audio_buffer.speech_stopped")
                        .put("audio_end_ms", stopped.millis())
                        .put("item_id", stopped.item()));
            case VoiceEvent.Committed committed ->
                send(event("input_audio_buffer.committed")
                        .put("previous_item_id", committed.previous())
                        .put("item_id", committed.item()));
            case VoiceEvent.Cleared cleared -> send(event("input_audio_buffer.cleared"));
            case VoiceEvent.Added added -> added(added);
            case VoiceEvent.Deleted deleted ->
                send(event("conversation.item.deleted").put("item_id", deleted.item()));
            case VoiceEvent.Truncated truncated ->
                send(event("conversation.item.truncated")
                        .put("item_id", truncated.item())
                        .put("content_index", 0)
                        .put("audio_end_ms", truncated.millis()));
            case VoiceEvent.Caption caption
            when wire.transcribed() ->
                send(transcription("delta", caption.item())
                        .put("delta", caption.delta())
                        .put("pending", caption.pending()));
            case VoiceEvent.Written written when wire.transcribed() -> written(written);
            case VoiceEvent.NotWritten not -> notWritten(not);
            case VoiceEvent.ReplyStarted started -> started(started, wire);
            case VoiceEvent.ReplyText said -> said(said);
            case VoiceEvent.ReplyEnded ended -> ended(ended, wire);
            case VoiceEvent.Problem problem -> problem(problem.request(), problem.why());
            case VoiceEvent.Caption unwanted -> {}
            case VoiceEvent.Written unwanted -> {}
            case VoiceEvent.ReplySound isSentOtherwise -> {}
            case VoiceEvent.Ended ended -> end(ended.reason());
        }
    }

    private void send(ObjectNode event) {
        events.accept(event);
    }

    private ObjectNode transcription(String what, String item) {
        return event("conversation.item.input_audio_transcription." + what)
                .put("item_id", item)
                .put("content_index", 0);
    }

    private void written(VoiceEvent.Written written) {
        ObjectNode event = transcription("completed", written.item()).put("transcript", written.text());
        event.putObject("usage").put("type", "duration").put("seconds", written.seconds());
        if (!written.language().isEmpty()) {
            event.putArray("languages").addObject().put("code", written.language());
        }
        send(event);
    }

    private void notWritten(VoiceEvent.NotWritten not) {
        ObjectNode event = transcription("failed", not.item());
        event.set("error", error(translate(not.why()), null));
        send(event);
    }

    private void added(VoiceEvent.Added added) {
        item(added.item(), "completed", added.previous());
        if (dialect == Dialect.CURRENT) {
            done(views.item(added.item(), "completed"), added.previous());
        }
    }

    private void item(Item item, String status, @Nullable String previous) {
        ObjectNode event = event(dialect.itemAdded()).put("previous_item_id", previous);
        event.set("item", views.item(item, status));
        send(event);
    }

    private void done(ObjectNode item, @Nullable String previous) {
        ObjectNode event = event("conversation.item.done").put("previous_item_id", previous);
        event.set("item", item);
        send(event);
    }

    void retrieved(Item item) {
        ObjectNode event = event("conversation.item.retrieved");
        event.set("item", views.item(item, "completed"));
        send(event);
    }

    private void started(VoiceEvent.ReplyStarted started, WireOptions wire) {
        sound = new SoundOut(wire.output());
        previous = started.previous();
        spoken = started.options().spoken();
        ObjectNode created = event("response.created");
        created.set("response", views.begun(started.reply(), started.options(), wire));
        send(created);
        Item item = new Item(started.item(), "assistant", "", false, spoken);
        ObjectNode output = event("response.output_item.added")
                .put("response_id", started.reply())
                .put("output_index", 0);
        output.set("item", views.item(item, "in_progress"));
        send(output);
        item(item, "in_progress", started.previous());
        ObjectNode part = of("response.content_part.added", started.reply(), started.item());
        part.set("part", views.part(spoken, ""));
        send(part);
    }

    private ObjectNode of(String type, String reply, String item) {
        return event(type)
                .put("response_id", reply)
                .put("item_id", item)
                .put("output_index", 0)
                .put("content_index", 0);
    }

    private void said(VoiceEvent.ReplyText said) {
        send(of((spoken ? dialect.transcript() : dialect.text()) + ".delta", said.reply(), said.item())
                .put("delta", said.delta()));
    }

    /** Of a piece of sound, small enough for any client. */
    Iterable<ObjectNode> deltas(VoiceEvent.ReplySound piece) {
        SoundOut out = sound;
        if (out == null) {
            return java.util.List.of();
        }
        return out.next(piece.clip()).stream()
                .map(delta -> of(dialect.audio() + ".delta", piece.reply(), piece.item())
                        .put("delta", delta))
                .toList();
    }

    private void ended(VoiceEvent.ReplyEnded ended, WireOptions wire) {
        if (spoken) {
            send(of(dialect.audio() + ".done", ended.reply(), ended.item()));
            send(of(dialect.transcript() + ".done", ended.reply(), ended.item()).put("transcript", ended.text()));
        } else {
            send(of(dialect.text() + ".done", ended.reply(), ended.item()).put("text", ended.text()));
        }
        ObjectNode part = of("response.content_part.done", ended.reply(), ended.item());
        part.set("part", views.part(spoken, ended.text()));
        send(part);
        ObjectNode output = event("response.output_item.done")
                .put("response_id", ended.reply())
                .put("output_index", 0);
        output.set("item", views.item(ended));
        send(output);
        if (dialect == Dialect.CURRENT) {
            done(views.item(ended), previous);
        }
        ObjectNode response = event("response.done");
        response.set("response", views.ended(ended, wire));
        send(response);
    }

    void problem(@Nullable String request, RuntimeException why) {
        ObjectNode event = event("error");
        event.set("error", error(translate(why), request));
        send(event);
    }

    private static ApiException translate(RuntimeException why) {
        if (why instanceof NotNowException notNow) {
            return new ApiException(
                    400,
                    "invalid_request_error",
                    String.valueOf(why.getMessage()),
                    null,
                    notNow.answering() ? "conversation_already_has_active_response" : "response_cancel_not_active");
        }
        return Errors.translate(why);
    }

    private ObjectNode error(ApiException why, @Nullable String request) {
        return json.createObjectNode()
                .put("type", why.type)
                .put("code", why.code)
                .put("message", why.getMessage())
                .put("param", why.param)
                .put("event_id", request);
    }

    private void end(VoiceEvent.Reason reason) {
        switch (reason) {
            case TOO_LONG -> over("session_expired", "The session has reached its longest time; begin another one");
            case IDLE -> over("session_idle", "Nothing came from the client for a long time; begin another session");
            case REFUSED -> over("permission_denied", "Who began the session may not go on with it");
            case CLOSED, FAILED -> {}
        }
    }

    private void over(String code, String message) {
        problem(null, new ApiException(400, "invalid_request_error", message, null, code));
    }
}
