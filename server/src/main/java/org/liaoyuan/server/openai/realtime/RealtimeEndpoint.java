package org.liaoyuan.server.openai.realtime;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of one WebSocket (RFC 6455): bounds what comes in and what goes out. */
final class RealtimeEndpoint extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeEndpoint.class);
    /** Tomcat's own, for a send that waits. */
    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** Begins a session on a queue. */
    interface Beginning {
        RealtimeSession begin(SendQueue queue);
    }

    private final Beginning beginning;
    private final RealtimeSettings settings;
    private @Nullable RealtimeSession session;
    /** Why the client was given up: what else ends then is not the reason. */
    private volatile @Nullable CloseReason left;

    RealtimeEndpoint(Beginning beginning, RealtimeSettings settings) {
        this.beginning = beginning;
        this.settings = settings;
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        socket.getUserProperties().put(SEND_TIMEOUT, settings.send().toMillis());
        SendQueue queue = new SendQueue(
                text -> socket.getBasicRemote().sendText(text),
                settings.mostUnread().toBytes(),
                () -> leave(socket, CloseReason.CloseCodes.TRY_AGAIN_LATER, "the client does not read"),
                () -> close(socket, CloseReason.CloseCodes.NORMAL_CLOSURE, "the session is over"));
        RealtimeSession begun;
        try {
            begun = beginning.begin(queue);
        } catch (BusyException e) {
            queue.end();
            leave(socket, CloseReason.CloseCodes.TRY_AGAIN_LATER, "too many sessions");
            return;
        } catch (RuntimeException e) {
            queue.end();
            throw e;
        }
        session = begun;
        socket.addMessageHandler(new Messages(socket, begun));
    }

    /** Pieces of a message, put together as far as the limit. */
    private final class Messages implements MessageHandler.Partial<String> {

        private final Session socket;
        private final RealtimeSession session;
        private final StringBuilder message = new StringBuilder();

        Messages(Session socket, RealtimeSession session) {
            this.socket = socket;
            this.session = session;
        }

        @Override
        public void onMessage(String piece, boolean last) {
            if (message.length() + (long) piece.length()
                    > settings.mostMessage().toBytes()) {
                message.setLength(0);
                leave(socket, CloseReason.CloseCodes.TOO_BIG, "a message is larger than the limit");
                return;
            }
            message.append(piece);
            if (last) {
                String whole = message.toString();
                message.setLength(0);
                if (message.capacity() > 1 << 20) {
                    message.trimToSize();
                }
                if (!session.receive(whole)) {
                    leave(socket, CloseReason.CloseCodes.TRY_AGAIN_LATER, "more comes than can be heard");
                }
            }
        }
    }

    /** On a thread of its own: closing waits for a send that may be stuck. */
    private void leave(Session socket, CloseReason.CloseCode code, String why) {
        left = new CloseReason(code, why);
        RealtimeSession current = session;
        if (current != null) {
            current.close();
        }
        var unused = Thread.ofVirtual().name("realtime-closer").start(() -> close(socket, code, why));
    }

    private void close(Session socket, CloseReason.CloseCode code, String why) {
        CloseReason given = left;
        try {
            socket.close(given == null ? new CloseReason(code, why) : given);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a realtime session was gone before it was closed");
        }
    }

    @Override
    public void onClose(Session socket, CloseReason reason) {
        RealtimeSession current = session;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void onError(Session socket, Throwable why) {
        leave(socket, CloseReason.CloseCodes.UNEXPECTED_CONDITION, "the connection failed");
    }
}
