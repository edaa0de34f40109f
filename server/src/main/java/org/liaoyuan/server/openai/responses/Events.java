package org.liaoyuan.server.openai.responses;

import java.util.Optional;
import org.liaoyuan.server.sse.EventStream;

/** Numbers the events of one response and sends them, where somebody listens. */
final class Events {

    private final Optional<EventStream> stream;
    private int next;

    private Events(Optional<EventStream> stream) {
        this.stream = stream;
    }

    static Events to(EventStream stream) {
        return new Events(Optional.of(stream));
    }

    /** For a response that is sent as a whole. */
    static Events toNobody() {
        return new Events(Optional.empty());
    }

    void send(ResponseEvent event) {
        stream.ifPresent(s -> s.send(event.type(), event.numbered(next++)));
    }
}
