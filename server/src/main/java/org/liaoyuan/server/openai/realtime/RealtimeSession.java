package org.liaoyuan.server.openai.realtime;

import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.voice.VoiceConversation;
import org.liaoyuan.server.voice.VoiceEvent;
import org.liaoyuan.server.voice.VoiceOptions;
import org.liaoyuan.sound.Clip;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client: its messages are asked of its conversation, and what happens there is told it. {@link #receive} is called by one
 * thread at a time, {@link #happened} by the conversation's.
 */
final class RealtimeSession {

    /** Begins the conversation of a session. */
    interface Beginning {
        VoiceConversation begin(VoiceOptions options, Consumer<VoiceEvent> events);
    }

    private final JsonMapper json;
    private final Dialect dialect;
    private final SendQueue queue;
    private final Views views;
    private final ServerEvents events;
    private final SoundIn input = new SoundIn();
    private final VoiceConversation conversation;
    private final boolean captions;
    private volatile WireOptions wire;
    /** As far as is known on the client's side: changes that came are checked against it before they are made. */
    private VoiceOptions options;

    RealtimeSession(
            JsonMapper json,
            Dialect dialect,
            VoiceOptions options,
            WireOptions wire,
            long expiresAt,
            SendQueue queue,
            Beginning beginning) {
        this.json = json;
        this.dialect = dialect;
        this.options = options;
        this.wire = wire;
        this.queue = queue;
        this.captions = options.captionsOnly();
        this.views = new Views(
                json, dialect, UUID.randomUUID().toString().replace("-", "").substring(0, 20), expiresAt);
        this.events = new ServerEvents(json, dialect, views, event -> queue.put(event.toString()));
        this.conversation = beginning.begin(options, this::happened);
        var unused = conversation.change(same -> same, this::created, null);
    }

    private void created(VoiceOptions begun) {
        sendSession("created", begun);
        if (dialect == Dialect.BETA && !captions) {
            ObjectNode event = events.event("conversation.created");
            event.putObject("conversation").put("id", views.conversation()).put("object", "realtime.conversation");
            queue.put(event.toString());
        }
    }

    private void sendSession(String what, VoiceOptions now) {
        String name = dialect == Dialect.BETA && captions ? "transcription_session." : "session.";
        ObjectNode event = events.event(name + what);
        event.set("session", views.session(now, wire));
        queue.put(event.toString());
    }

    private void happened(VoiceEvent event) {
        switch (event) {
            case VoiceEvent.ReplySound piece -> {
                for (ObjectNode delta : events.deltas(piece)) {
                    queue.put(delta.toString(), piece.reply());
                }
                return;
            }
            case VoiceEvent.ReplyEnded ended
            when ended.outcome() != VoiceEvent.Outcome.COMPLETED -> queue.drop(ended.reply());
            default -> {}
        }
        events.tell(event, wire);
        if (event instanceof VoiceEvent.Ended) {
            queue.end();
        }
    }

    /**
     * A message of the client; what is wrong with it is told the client.
     *
     * @return false if the session has to be given up
     */
    boolean receive(String text) {
        String id = null;
        try {
            JsonNode message = json.readTree(text);
            Fields fields = Fields.of(message, "event");
            id = message.path("event_id").asString(null);
            return receive(new Fields(fields.json(), ""), id);
        } catch (JacksonException e) {
            events.problem(id, ApiException.invalid(null, "The message is no JSON: " + e.getOriginalMessage()));
        } catch (RuntimeException e) {
            events.problem(id, e);
        }
        return true;
    }

    private boolean receive(Fields message, @Nullable String id) {
        String type = message.required("type");
        return switch (type) {
            case "session.update", "transcription_session.update" -> update(message, id);
            case "input_audio_buffer.append" -> append(message, id);
            case "input_audio_buffer.commit" -> conversation.commit(id);
            case "input_audio_buffer.clear" -> {
                input.clear();
                yield conversation.clear(id);
            }
            case "conversation.item.create" ->
                conversation.add(
                        Items.read(message), message.text("previous_item_id").orElse(null), id);
            case "conversation.item.delete" -> conversation.delete(message.required("item_id"), id);
            case "conversation.item.retrieve" -> conversation.look(message.required("item_id"), events::retrieved, id);
            case "conversation.item.truncate" ->
                conversation.truncate(message.required("item_id"), message.millis("audio_end_ms"), id);
            case "response.create" -> respond(message, id);
            case "response.cancel" ->
                conversation.cancel(message.text("response_id").orElse(null), id);
            // of WebRTC and SIP, where the server plays: here the client has the sound
            case "output_audio_buffer.clear" -> true;
            default ->
                throw ApiException.invalid(
                        "type", "'type' is '" + type + "', which is no event that clients send here");
        };
    }

    private boolean append(Fields message, @Nullable String id) {
        byte[] data;
        try {
            data = Base64.getDecoder().decode(message.required("audio"));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("audio", "'audio' is no Base64: " + e.getMessage());
        }
        Clip clip = input.next(data, wire.input());
        return clip.length() == 0 || conversation.hear(clip, id);
    }

    private boolean update(Fields message, @Nullable String id) {
        SessionReader change = SessionReader.session(message.json().path("session"));
        options = change.change(options);
        wire = change.change(wire);
        return conversation.change(change::change, now -> sendSession("updated", now), id);
    }

    private boolean respond(Fields message, @Nullable String id) {
        JsonNode asked = message.json().path("response");
        if (asked.isMissingNode() || asked.isNull()) {
            return conversation.respond(same -> same, id);
        }
        SessionReader change = SessionReader.response(asked);
        var unused = change.change(options);
        return conversation.respond(change::change, id);
    }

    void close() {
        conversation.close();
    }
}
